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
    public static void Print(IReadOnlyList<PlanDifference> plans, string directory, bool asJson) =>
        Print(With(directory, results => plans.Select(plan => PlanEffect.Of(plan, results)).ToArray()), asJson);

    /// <summary>Prints what would become of tests.</summary>
    public static void Print(IReadOnlyList<PlanEffect> effects, bool asJson) => Console.WriteLine(asJson ? CellJson.Of(effects)
        : effects.Count == 0 ? "No test would change."
        : string.Join(Environment.NewLine, effects.Select(effect => effect.InWords())));

    /// <summary>Looks at a copy of the results of a data directory; null if there are none.</summary>
    public static T With<T>(string directory, Func<DerivedStore?, T> look)
    {
        string copy = Directory.CreateTempSubdirectory("edgelogger-preview-").FullName;
        try
        {
            using DerivedStore? store = DerivedStore.OpenCopy(Path.GetFullPath(directory), copy);
            return look(store);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }
}
