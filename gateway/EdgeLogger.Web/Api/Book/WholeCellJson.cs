using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Serialization;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Search;

namespace EdgeLogger.Web.Api.Book;

/// <summary>All that the book has of a cell.</summary>
/// <param name="Cell">What is known of it.</param>
/// <param name="Tests">Its tests, by number, with segments and edges.</param>
/// <param name="Notes">Notes on it, on its tests and on its cohort, the oldest moment first.</param>
/// <param name="History">Every change of the cell, its tests and their notes, and of the notes on its cohort, in order.</param>
public sealed record WholeCellJson(BookCellJson Cell, IReadOnlyList<BookTestJson> Tests, IReadOnlyList<BookNoteJson> Notes,
    IReadOnlyList<BookHistoryJson> History)
{
    /// <summary>Takes what a program may see of it.</summary>
    public static WholeCellJson Of(WholeCell whole) => new(
        BookCellJson.Of(whole.Cell), [.. whole.Tests.Select(BookTestJson.Of)], [.. whole.Notes.Select(BookNoteJson.Of)],
        [.. whole.History.Select(BookHistoryJson.Of)]);
}

/// <summary>One change of the book.</summary>
/// <param name="Number">Its number, growing.</param>
/// <param name="AtUtcMs">When it was made, Unix ms.</param>
/// <param name="By">Who made it.</param>
/// <param name="Why">Why, in their words.</param>
/// <param name="Action">What was done: add, set, start, move, end, correct, note, ...</param>
/// <param name="Item">What it is about.</param>
/// <param name="Id">The id of the cell, test or note.</param>
/// <param name="Before">All of it before; null if it was not there.</param>
/// <param name="After">All of it after.</param>
public sealed record BookHistoryJson(
    long Number, long AtUtcMs, string By, string Why, string Action,
    [property: JsonConverter(typeof(CamelWords<BookItem>))] BookItem Item, string Id, object? Before, object? After)
{
    /// <summary>Takes what a program may see of a change.</summary>
    public static BookHistoryJson Of(HistoryEntry entry) => new(
        entry.Number, entry.At.ToUnixTimeMilliseconds(), entry.Author.By, entry.Author.Why, entry.Action, entry.Item,
        HexId.Of(entry.Id), All(entry, entry.Before), All(entry, entry.After));

    private static object? All(HistoryEntry entry, string? body) => body is null ? null : entry.Item switch
    {
        BookItem.Cell => BookCellJson.Of(HistoryEntry.Parse<Cell>(body)),
        BookItem.Test => BookTestJson.Of(HistoryEntry.Parse<TestRun>(body)),
        _ => BookNoteJson.Of(entry.NoteOf(body)),
    };
}
