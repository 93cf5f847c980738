using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeLogger.Web.Components.Cell;

/// <summary>A quantity against cycle.</summary>
/// <param name="Name">For the legend; empty: not in the legend.</param>
/// <param name="Colour">Number of its colour.</param>
/// <param name="Points">Cycle and value; only what is known.</param>
public sealed record CycleSeries(string Name, int Colour, IReadOnlyList<(int Cycle, double Value)> Points)
{
    /// <summary>Takes a quantity from cycles.</summary>
    public static CycleSeries Of(string name, int colour, IEnumerable<CyclePoint> cycles, Func<CyclePoint, double?> quantity) =>
        new(name, colour, [.. from cycle in cycles let value = quantity(cycle)
            where value is { } known && double.IsFinite(known) select (cycle.Number, value!.Value)]);
}
