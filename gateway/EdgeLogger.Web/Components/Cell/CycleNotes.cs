using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Web.Components.Cell;

/// <summary>What to know of a cycle before trusting its numbers, in words.</summary>
internal static class CycleNotes
{
    /// <summary>All of it, parted by semicolons; empty if there is nothing.</summary>
    public static string Of(Cycle cycle) => string.Join("; ", Each(cycle));

    private static IEnumerable<string> Each(Cycle cycle)
    {
        if (cycle.Charge is null || cycle.Discharge is null)
        {
            yield return cycle.Charge is null ? "partial: no charge" : "partial: no discharge";
        }
        else if (cycle.Partial)
        {
            yield return "partial: a half begins before or has a gap in the record";
        }

        if (cycle.Provisional)
        {
            yield return "provisional: the record ends before its second half turned back";
        }

        foreach (QualityFlags flag in Enum.GetValues<QualityFlags>()
            .Where(flag => flag != QualityFlags.None && cycle.Flags.HasFlag(flag)))
        {
            yield return Words(flag);
        }
    }

    private static string Words(QualityFlags flag) => flag switch
    {
        QualityFlags.Gap => "rows are missing",
        QualityFlags.BackwardClock => "the clock ran back",
        QualityFlags.JoinsMidway => "joins midway",
        QualityFlags.CoarseCurrent => "current too coarse",
        QualityFlags.Saturated => "a converter was at the end of its range",
        QualityFlags.SignSuspect => "the current's sign may be reversed",
        QualityFlags.NotANumber => "some rows had no number and were left out",
        QualityFlags.SensorStuck => "the voltage's sensor may be stuck",
        QualityFlags.CutFrame => "the test begins or ends within a frame of the board",
        _ => flag.ToString(),
    };
}
