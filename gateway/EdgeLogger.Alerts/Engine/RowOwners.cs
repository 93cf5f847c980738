using System;
using System.Globalization;
using System.Linq;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.FrameLog;

namespace EdgeLogger.Alerts.Engine;

/// <summary>Whose rows are, by the present plans: an alert was found in a row, and goes with it.</summary>
/// <param name="plans">The tests.</param>
/// <param name="store">The dates of rows.</param>
internal sealed class RowOwners(TestPlans plans, DerivedStore store)
{
    /// <summary>Whether there is a test of this id; true before the plans have been read.</summary>
    public bool IsTest(ulong test) => plans.Version == 0 || plans.Find(test) is not null || plans.IsTest(test);

    /// <summary>Why a row is not of a test; null if it is, and before the plans have been read.</summary>
    public string? WhyNotOf(ulong test, RowPlace row)
    {
        if (plans.Version == 0)
        {
            return null;
        }

        if ((plans.Find(test) ?? (plans.IsTest(test) ? TestPlan.OfStream(test) : null))?.Holds(row) == true)
        {
            return null;
        }

        return plans.On(row.Stream).FirstOrDefault(plan => plan.Holds(row)) is { } owner
            ? Held(owner, row)
            : "the rows that it was found in were taken out of the test";
    }

    private string Held(TestPlan owner, RowPlace row)
    {
        TestSegment segment = owner.SegmentOf(row)!;
        int at = owner.Segments.ToList().IndexOf(segment);
        string name = owner.Name?.Text ?? $"{owner.Id:x16}";
        string place = at < owner.Places.Count && owner.Places[at] is { } slot ? $"{slot.Board}/{slot.Slot}" : "the slot";
        return BeganAt(segment) is { } began
            ? string.Create(CultureInfo.InvariantCulture, $"{place} held {name} from {began:yyyy-MM-dd HH:mm} UTC on")
            : $"{place} held {name} at that time";
    }

    private DateTimeOffset? BeganAt(TestSegment segment) => segment.From is { } from
        && store.DatesOfStream(segment.Stream).Lines.LastOrDefault(line =>
            line.Boot == from.Boot && line.FromUptimeMs <= from.UptimeMs) is { UtcMinusUptimeMs: { } offset }
            ? BelievableUtc.DateOrNone(offset + from.UptimeMs)
            : null;
}
