using System;
using System.Collections.Generic;

namespace EdgeLogger.Web.Components.Cell;

/// <summary>A quantity against cycle.</summary>
/// <param name="Name">For the legend; empty: not in the legend.</param>
/// <param name="Colour">Number of its colour.</param>
/// <param name="Points">Cycle and value; only what is known.</param>
public sealed record CycleSeries(string Name, int Colour, IReadOnlyList<(int Cycle, double Value)> Points)
{
    /// <summary>The cycles that run another protocol than the point before them: the line is broken there.</summary>
    public IReadOnlySet<int> Breaks { get; init; } = new HashSet<int>();

    /// <summary>Takes a quantity from cycles.</summary>
    public static CycleSeries Of(string name, int colour, IEnumerable<CyclePoint> cycles, Func<CyclePoint, double?> quantity)
    {
        List<(int, double)> points = [];
        HashSet<int> breaks = [];
        string? protocol = null;
        foreach (CyclePoint cycle in cycles)
        {
            if (quantity(cycle) is not { } value || !double.IsFinite(value))
            {
                continue;
            }

            points.Add((cycle.Number, value));
            if (protocol is not null && protocol != cycle.Signature)
            {
                breaks.Add(cycle.Number);
            }

            protocol = cycle.Signature;
        }

        return new CycleSeries(name, colour, points) { Breaks = breaks };
    }
}
