using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Sinks.LineProtocol;

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

            writer.Begin("el_alert").Tag("rule", alert.Rule).Tag("severity", alert.Severity).Tag("subject", alert.Subject)
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
    long UtcMs, string Rule, string Subject, string Severity, bool IsOpen, double Value, double Threshold);
