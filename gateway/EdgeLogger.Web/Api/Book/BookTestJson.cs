using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Serialization;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Web.Api.Book;

/// <summary>A test of a cell. What is not known is null or empty.</summary>
/// <param name="Id">Its id, 16 hexadecimal digits.</param>
/// <param name="Cell">The id of its cell.</param>
/// <param name="Number">Its number within the cell, from 1.</param>
/// <param name="StartUtcMs">When it began, Unix ms.</param>
/// <param name="EndUtcMs">When it was ended, Unix ms; null: it has not been.</param>
/// <param name="Slot">The slot that it is in now, BOARD/SLOT.</param>
/// <param name="PressureMpa">Stack pressure that was set, MPa.</param>
/// <param name="TemperatureDegC">Temperature that was set, degC.</param>
/// <param name="Cycler">The cycler that drives the cell.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="Protocol">What it does, in words.</param>
/// <param name="Order">Which half of a cycle comes first in this test; auto: as the cell says.</param>
/// <param name="NominalAh">Nominal capacity in this test, Ah; null: the cell's.</param>
/// <param name="Segments">Its segments in order.</param>
public sealed record BookTestJson(
    string Id, string Cell, int Number, long? StartUtcMs, long? EndUtcMs, string? Slot, double? PressureMpa,
    double? TemperatureDegC, string Cycler, string Channel, string Protocol,
    [property: JsonConverter(typeof(CamelWords<CycleOrder>))] CycleOrder Order, double? NominalAh,
    IReadOnlyList<BookSegmentJson> Segments)
{
    /// <summary>Takes what a program may see of a test.</summary>
    public static BookTestJson Of(TestRun test)
    {
        TestConditions under = test.Settings.Conditions;
        return new BookTestJson(HexId.Of(test.Id), HexId.Of(test.Cell), test.Number, test.StartUtcMs, test.EndUtcMs,
            test.SlotNow?.ToString(), under.PressureMpa, under.TemperatureDegC, under.Cycler, under.Channel, under.Protocol,
            test.Settings.Order, test.Settings.NominalAh, BookSegmentJson.Of(test.Segments));
    }
}

/// <summary>A run of rows that belong to a test.</summary>
/// <param name="Number">Its number within the test, from 1.</param>
/// <param name="Slot">The slot, BOARD/SLOT; null for an imported file.</param>
/// <param name="File">The name of the imported file; null for a slot.</param>
/// <param name="From">Where it begins; null: at the file's begin.</param>
/// <param name="To">Where it ends; null: it has not ended.</param>
/// <param name="IsWithdrawn">A file that was taken out of the test again.</param>
public sealed record BookSegmentJson(
    int Number, string? Slot, string? File, BookEdgeJson? From, BookEdgeJson? To, bool IsWithdrawn)
{
    /// <summary>Takes what a program may see of segments.</summary>
    public static IReadOnlyList<BookSegmentJson> Of(IReadOnlyList<Segment> segments) =>
    [
        .. segments.Select((segment, index) => new BookSegmentJson(index + 1, segment.Slot?.ToString(), segment.File?.Name,
            BookEdgeJson.Of(segment.From), BookEdgeJson.Of(segment.To), segment.IsWithdrawn)),
    ];
}

/// <summary>Where a segment begins or ends. The point on the board's own clock is null until rows have come.</summary>
/// <param name="UtcMs">The moment, Unix ms.</param>
/// <param name="Stream">The stream, 16 hexadecimal digits.</param>
/// <param name="Boot">The boot of the board.</param>
/// <param name="UptimeMs">Uptime in that boot, ms; -1: before the first row.</param>
public sealed record BookEdgeJson(long UtcMs, string? Stream, uint? Boot, long? UptimeMs)
{
    /// <summary>Takes what a program may see of an edge.</summary>
    public static BookEdgeJson? Of(Edge? edge) => edge is null ? null
        : new BookEdgeJson(edge.UtcMs, edge.At is { } at ? HexId.Of(at.Stream) : null, edge.At?.Boot, edge.At?.UptimeMs);
}
