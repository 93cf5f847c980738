using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Sinks.LineProtocol;
using EdgeLogger.Sinks.Tags;

namespace EdgeLogger.Sinks.Reading;

/// <summary>Alerts as points, two each: when it began and when it ended (docs/specs/influx.md).</summary>
public sealed class AlertPoints : IPointSource
{
    private readonly Func<IEnumerable<AlertPoint>> _alerts;

    /// <param name="alerts">All that are known, in any order.</param>
    public AlertPoints(Func<IEnumerable<AlertPoint>> alerts) => _alerts = alerts;

    public string Name => "alerts";

    public long Fill(LineProtocolWriter writer, long after, int most)
    {
        int added = 0;
        long last = after;
        foreach (AlertPoint alert in _alerts().Where(alert => alert.UtcMs > after).OrderBy(alert => alert.UtcMs))
        {
            // The cursor is a moment: what happened in one moment is not cut apart.
            if (added >= most && alert.UtcMs > last)
            {
                break;
            }

            writer.Begin("el_alert")
                .Tag("board", alert.Test?.Board ?? "")
                .Tag("cell", alert.Test?.Cell ?? "")
                .Tag("cohort", alert.Test?.Cohort ?? "")
                .Tag("rule", alert.Rule)
                .Tag("severity", alert.Severity)
                .Tag("slot", alert.Test?.Slot ?? "")
                .Tag("subject", alert.Subject)
                .Tag("test", alert.Test?.Number ?? "")
                .Field("open", alert.IsOpen ? 1L : 0L)
                .Field("value", alert.Value)
                .Field("threshold", alert.Threshold)
                .End(alert.UtcMs);
            last = alert.UtcMs;
            added++;
        }

        return last;
    }
}

/// <summary>An alert that began or ended.</summary>
/// <param name="UtcMs">When, Unix ms: the point's time.</param>
/// <param name="Rule">The rule that found it.</param>
/// <param name="Subject">The cell, board or cohort it is about.</param>
/// <param name="Severity">How grave it is.</param>
/// <param name="IsOpen">It began; false: it ended.</param>
/// <param name="Value">What was found; NaN if it is not a number.</param>
/// <param name="Threshold">What it was held against; NaN if there is none.</param>
public readonly record struct AlertPoint(
    long UtcMs, string Rule, string Subject, string Severity, bool IsOpen, double Value, double Threshold)
{
    /// <summary>The test that it belongs to; null for a board, a cohort, and a test that no longer exists.</summary>
    public AlertedTest? Test { get; init; }
}

/// <summary>The test of an alert, as its tags name it.</summary>
/// <param name="Cell">The name of the cell.</param>
/// <param name="Number">The number of the test within the cell.</param>
/// <param name="Cohort">The cohort; "" if there is none.</param>
/// <param name="Board">The board that the test is on, or was on last; "" for a file.</param>
/// <param name="Slot">The slot there; "" for a file.</param>
public sealed record AlertedTest(string Cell, string Number, string Cohort, string Board, string Slot)
{
    /// <summary>A test of a plan; null if it has no name.</summary>
    public static AlertedTest? Of(TestPlan? plan)
    {
        if (plan?.Name is not { } name)
        {
            return null;
        }

        string slot = name.Board is null ? "" : name.Slot.ToString(CultureInfo.InvariantCulture);
        TestTags tags = TestTags.Of(plan, name.Board ?? "", name.Slot);
        return new AlertedTest(tags.Cell, tags.Test, tags.Cohort, name.Board ?? "", slot);
    }
}
