using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Web.Finding;

namespace EdgeLogger.Web.Components.Cell;

/// <summary>Cycles as people write them: "1, 5, 10-12".</summary>
internal static class CycleList
{
    /// <summary>The cycles, in order; what is not a number is left out, and so are more than can be drawn.</summary>
    public static IReadOnlyList<int> Read(string text) =>
        [.. text.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries).SelectMany(Range).Distinct()
            .Take(CellQuery.MostCycles).Order()];

    /// <summary>The same as text that <see cref="Read"/> reads.</summary>
    public static string Text(IEnumerable<int> cycles) =>
        string.Join(',', cycles.Select(cycle => cycle.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The first, the middle and the last of cycles; none if there is none.</summary>
    public static IReadOnlyList<int> Overview(IReadOnlyList<Cycle> cycles) =>
        cycles is [.., { Number: var last }] ? [.. new[] { 1, (last + 1) / 2, last }.Distinct()] : [];

    /// <summary>Why there is no cycle to show, in words.</summary>
    public static string WhyNone(FoundTest test, GatewayView view) => test.Run.EndUtcMs is not { } end
        ? "No cycle of this test has closed yet."
        : view.Derivation.Store.IsClosed(test.Id)
            ? "This test has no cycle: too little charge moved before it ended."
            : $"The test was ended at {UtcText.Second(end)}. Its last cycle closes as soon as a row after that has come from its "
                + "slot; until then the export has what is under way.";

    private static IEnumerable<int> Range(string part)
    {
        string[] ends = part.Split('-');
        return int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first)
            && int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int last) && ends.Length <= 2
            && first <= last
            ? Enumerable.Range(first, Math.Min(CellQuery.MostCycles, last - first + 1))
            : [];
    }
}
