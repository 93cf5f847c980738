using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Results.Quantities;

/// <summary>Names of quality flags in files.</summary>
public static class FlagNames
{
    /// <summary>The name of each flag that is set, in snake case.</summary>
    public static IEnumerable<string> Of(QualityFlags flags) =>
        Enum.GetValues<QualityFlags>().Where(flag => flag != QualityFlags.None && flags.HasFlag(flag))
        .Select(flag => Snake(flag.ToString()));

    private static string Snake(string name) =>
        string.Concat(name.Select((c, i) => (char.IsUpper(c) && i > 0 ? "_" : "") + char.ToLowerInvariant(c)));
}
