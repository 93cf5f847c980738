using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeLogger.Cells.Plans;
using EdgeLogger.Derivation.Previews;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Gateway.Output;

/// <summary>What a change of the book would make of results: tests, and their cycles that lie after the change.</summary>
internal static class PlanPreview
{
    /// <summary>Prints the tests that would be derived again.</summary>
    /// <param name="plans">Their plans, before and after.</param>
    /// <param name="directory">The data directory, for the cycles that there are.</param>
    /// <param name="asJson">As JSON.</param>
    public static void Print(IReadOnlyList<PlanDifference> plans, string directory, bool asJson)
    {
        PlanEffect[] effects = Effects(plans, directory);
        Console.WriteLine(asJson ? CellJson.Of(effects)
            : effects.Length == 0 ? "No test would change."
            : string.Join(Environment.NewLine, effects.Select(effect => effect.InWords())));
    }

    private static PlanEffect[] Effects(IReadOnlyList<PlanDifference> plans, string directory)
    {
        string copy = Directory.CreateTempSubdirectory("edgelogger-preview-").FullName;
        try
        {
            using DerivedStore? store = DerivedStore.OpenCopy(Path.GetFullPath(directory), copy);
            return [.. plans.Select(plan => PlanEffect.Of(plan, store))];
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }
}
