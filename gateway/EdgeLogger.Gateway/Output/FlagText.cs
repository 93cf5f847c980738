using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Results.Quantities;

namespace EdgeLogger.Gateway.Output;

/// <summary>Quality flags in words.</summary>
internal static class FlagText
{
    /// <summary>A few words a flag, for a table.</summary>
    public static IEnumerable<string> Short(QualityFlags flags) => Each(flags).Select(flag => flag switch
    {
        QualityFlags.Gap => "gap",
        QualityFlags.BackwardClock => "clock ran back",
        QualityFlags.JoinsMidway => "joins midway",
        QualityFlags.CoarseCurrent => "current too coarse",
        QualityFlags.Saturated => "saturated",
        QualityFlags.SignSuspect => "sign suspect",
        QualityFlags.NotANumber => "rows without numbers",
        QualityFlags.CutFrame => "cut frame",
        _ => Plain(flag),
    });

    /// <summary>What each flag means for anyone who reads the numbers.</summary>
    public static IEnumerable<string> Long(QualityFlags flags) => Each(flags).Select(flag => flag switch
    {
        QualityFlags.Gap => "rows are missing inside, and nothing is integrated across",
        QualityFlags.BackwardClock => "the clock ran backwards; those steps are not integrated",
        QualityFlags.JoinsMidway => "the record joins a half cycle that had begun before it",
        QualityFlags.CoarseCurrent => "the current's resolution is more than 0.5 % of the current in use",
        QualityFlags.Saturated => "a converter stood at the end of its range",
        QualityFlags.SignSuspect => "the voltage runs against the current: its sign may be reversed (--sign)",
        QualityFlags.NotANumber => "rows that are not numbers are left out",
        QualityFlags.CutFrame => "the test begins or ends within a frame; its charge there is of rows, not of counters",
        _ => Plain(flag),
    });

    private static IEnumerable<QualityFlags> Each(QualityFlags flags) =>
        Enum.GetValues<QualityFlags>().Where(flag => flag != QualityFlags.None && flags.HasFlag(flag));

    private static string Plain(QualityFlags flag) => string.Join(", ", FlagNames.Of(flag)).Replace('_', ' ');
}
