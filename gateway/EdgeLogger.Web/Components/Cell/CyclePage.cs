using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Web.Components.Cell;

/// <summary>A page of the table of cycles, as an address asks for it.</summary>
/// <param name="Points">The cycles, in the order asked for; those without a value last.</param>
/// <param name="Page">Which page it is, from 1: the last one if the address asks for one after it.</param>
/// <param name="Pages">How many there are; at least one.</param>
public sealed record CyclePage(IReadOnlyList<CyclePoint> Points, int Page, int Pages)
{
    /// <summary>Cycles on a page.</summary>
    public const int Length = 25;

    /// <summary>A page without a cycle.</summary>
    public static CyclePage Empty { get; } = new([], 1, 1);

    /// <summary>The page that an address asks for.</summary>
    /// <param name="points">All cycles, by their number.</param>
    /// <param name="metadata">What the lab says of the cell.</param>
    /// <param name="query">The address.</param>
    public static CyclePage Of(IReadOnlyList<CyclePoint> points, CellMetadata metadata, CellQuery query)
    {
        int pages = Math.Max(1, (points.Count + Length - 1) / Length);
        int page = Math.Min(query.Page, pages);
        return new CyclePage([.. Sorted(points, metadata, query).Skip((page - 1) * Length).Take(Length)], page, pages);
    }

    // The sort is stable: of equal values the newest cycle comes first.
    private static IEnumerable<CyclePoint> Sorted(IReadOnlyList<CyclePoint> points, CellMetadata metadata, CellQuery query)
    {
        if (query.Sort is null)
        {
            return query.IsAscending ? points : points.Reverse();
        }

        CycleQuantity quantity = CycleQuantity.Table.Single(one => one.Key == query.Sort);
        IOrderedEnumerable<CyclePoint> known = points.Reverse().OrderBy(point => quantity.Value(point, metadata) is null);
        return query.IsAscending
            ? known.ThenBy(point => quantity.Value(point, metadata))
            : known.ThenByDescending(point => quantity.Value(point, metadata));
    }
}
