using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeLogger.Web.Components.Cell;

/// <summary>How a cohort stands at one cycle: its quartiles by linear interpolation between the ordered values.</summary>
/// <param name="Cycle">The cycle.</param>
/// <param name="Low">The first quartile.</param>
/// <param name="Median">The median.</param>
/// <param name="High">The third quartile.</param>
/// <param name="Cells">Cells that have the cycle.</param>
public readonly record struct CohortBand(int Cycle, double Low, double Median, double High, int Cells)
{
    /// <summary>Of fewer there are no quartiles worth the name.</summary>
    public const int LeastCells = 3;

    /// <summary>The band against cycle, where enough cells have the cycle.</summary>
    /// <param name="cells">Each cell's values by cycle.</param>
    public static IReadOnlyList<CohortBand> Of(IEnumerable<IEnumerable<(int Cycle, double Value)>> cells) =>
    [
        .. cells.SelectMany(cell => cell).Where(point => double.IsFinite(point.Value))
        .GroupBy(point => point.Cycle, point => point.Value)
            .Where(cycle => cycle.Count() >= LeastCells).OrderBy(cycle => cycle.Key)
            .Select(cycle => At(cycle.Key, [.. cycle.Order()])),
    ];

    private static CohortBand At(int cycle, double[] ordered) =>
        new(cycle, Quantile(ordered, 0.25), Quantile(ordered, 0.5), Quantile(ordered, 0.75), ordered.Length);

    private static double Quantile(double[] ordered, double share)
    {
        double at = share * (ordered.Length - 1);
        int below = (int)Math.Floor(at);
        int above = Math.Min(below + 1, ordered.Length - 1);
        return ordered[below] + ((at - below) * (ordered[above] - ordered[below]));
    }
}
