using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeLogger.Web.Components.Cell;

/// <summary>How much of the newest time a window shows.</summary>
/// <param name="Name">As the address has it.</param>
/// <param name="Label">On its button.</param>
/// <param name="Words">For those who are read the button.</param>
/// <param name="Length">How long; null: the whole record.</param>
public sealed record TraceWidth(string Name, string Label, string Words, TimeSpan? Length)
{
    /// <summary>The last day: what a view shows when nothing else is asked for.</summary>
    public static TraceWidth Day { get; } = new("1d", "1 d", "Last 1 d", TimeSpan.FromDays(1));

    /// <summary>All of them, the narrowest first.</summary>
    public static IReadOnlyList<TraceWidth> All { get; } =
    [
        new("10min", "10 min", "Last 10 min", TimeSpan.FromMinutes(10)),
        new("1h", "1 h", "Last 1 h", TimeSpan.FromHours(1)),
        Day,
        new("1w", "1 w", "Last 1 w", TimeSpan.FromDays(7)),
        new("30d", "30 d", "Last 30 d", TimeSpan.FromDays(30)),
        new("1y", "1 y", "Last 1 y", TimeSpan.FromDays(365)),
        new("all", "All", "All of the record", null),
    ];

    /// <summary>The one of a name; null if there is none.</summary>
    public static TraceWidth? Named(string name) => All.FirstOrDefault(width => width.Name == name);
}
