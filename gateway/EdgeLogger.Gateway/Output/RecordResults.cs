using System;
using System.Collections.Generic;
using EdgeLogger.Cycles;

namespace EdgeLogger.Gateway.Output;

/// <summary>What the engine found in one record, ready to print.</summary>
/// <param name="File">The record's file, as the user named it.</param>
/// <param name="Rows">Rows of the record.</param>
/// <param name="Halves">Half cycles in order, the open one last.</param>
/// <param name="Cycles">Cycles in order.</param>
/// <param name="Flags">What to know of the record as a whole.</param>
public sealed record RecordResults(
    string File, long Rows, IReadOnlyList<HalfCycle> Halves, IReadOnlyList<Cycle> Cycles, QualityFlags Flags)
{
    /// <summary>The flags' names, in the spelling of the JSON output.</summary>
    public static IEnumerable<string> Names(QualityFlags flags)
    {
        foreach (QualityFlags flag in Enum.GetValues<QualityFlags>())
        {
            if (flag != QualityFlags.None && flags.HasFlag(flag))
            {
                yield return ToSnakeCase(flag.ToString());
            }
        }
    }

    private static string ToSnakeCase(string name)
    {
        List<char> text = [];
        foreach (char c in name)
        {
            if (char.IsUpper(c) && text.Count > 0)
            {
                text.Add('_');
            }

            text.Add(char.ToLowerInvariant(c));
        }

        return new string([.. text]);
    }
}
