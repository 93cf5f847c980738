using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Cycles;
using EdgeLogger.Derivation.Rebuilding;

namespace EdgeLogger.Gateway.Output;

/// <summary>What an upgrade changes, in words.</summary>
internal static class EngineChangeText
{
    /// <summary>A line a test with other cycles, those with the largest change of capacity first, and one for all.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<EngineChange> changes)
    {
        if (changes.Count == 0)
        {
            return [];
        }

        EngineChange[] changed =
        [
            .. changes.Where(change => change.Changed > 0).OrderByDescending(change => change.CapacityShare)
                .ThenBy(change => change.Test.Name, StringComparer.Ordinal),
        ];
        return changed.Select(Line).Append(string.Create(CultureInfo.InvariantCulture,
            $"{changed.Length} of {changes.Count} tests that another version of the cycle engine has derived have other cycles "
            + $"by version {CycleEngine.Version}, the one of this program."));
    }

    private static string Line(EngineChange change)
    {
        string line = string.Create(CultureInfo.InvariantCulture,
            $"  {change.Test.Name}: {change.Changed} of {change.CyclesBefore} cycles, from cycle {change.FirstChanged} on; "
            + $"discharge capacity by {100 * change.CapacityShare:G3} % at most, mean discharge voltage by "
            + $"{1000 * change.MeanVoltageV:G3} mV at most");
        return change.CyclesAfter == change.CyclesBefore
            ? line
            : string.Create(CultureInfo.InvariantCulture, $"{line}; {change.CyclesAfter} cycles then");
    }
}
