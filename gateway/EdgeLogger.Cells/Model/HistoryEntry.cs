using System;

namespace EdgeLogger.Cells.Model;

/// <summary>What of the book a change is about.</summary>
public enum BookItem
{
    /// <summary>A cell.</summary>
    Cell,

    /// <summary>A test.</summary>
    Test,

    /// <summary>A note.</summary>
    Note,

    /// <summary>A calibration that was put right.</summary>
    Recalibration,
}

/// <summary>One change of the book.</summary>
/// <param name="Number">Its number, growing.</param>
/// <param name="At">When it was made, UTC.</param>
/// <param name="Author">Who made it, and why.</param>
/// <param name="Action">
/// What was done: add, set, start, move, end, correct, resolve, import, open, note, edit, withdraw, migrate,
/// recalibrate.
/// </param>
/// <param name="Item">What it is about.</param>
/// <param name="Id">The id of the cell, test, note or recalibration.</param>
/// <param name="Before">All of it before, as JSON; null if it was not there.</param>
/// <param name="After">All of it after, as JSON.</param>
public sealed record HistoryEntry(long Number, DateTimeOffset At, Author Author, string Action, BookItem Item, ulong Id,
    string? Before, string After)
{
    /// <summary>The number of the note that it is about; 0: of none, or it was not read.</summary>
    public int NoteNumber { get; init; }

    /// <summary>What it is about, out of <see cref="Before"/> or <see cref="After"/>.</summary>
    /// <typeparam name="T"><see cref="Cell"/>, <see cref="TestRun"/>, <see cref="Note"/> or <see cref="Recalibration"/>, as
    /// <see cref="Item"/> says.</typeparam>
    public static T Parse<T>(string body)
        where T : class => BookJson.Parse<T>(body);

    /// <summary>The note that it is about, with its number, out of <see cref="Before"/> or <see cref="After"/>.</summary>
    public Note NoteOf(string body) => Parse<Note>(body) with { Number = NoteNumber };
}
