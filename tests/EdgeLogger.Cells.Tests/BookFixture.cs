using System;
using System.Globalization;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Testing;
using Microsoft.Extensions.Time.Testing;

namespace EdgeLogger.Cells.Tests;

/// <summary>A book in a directory of its own.</summary>
public abstract class BookFixture : IDisposable
{
    protected BookFixture() => Book = CellBook.Open(Directory, Time, stream => KeptFromUtcMs(stream));

    protected static Author Ana { get; } = new("ana");

    protected ScratchDirectory Directory { get; } = new();

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 8, 1, 12, 0, 0, TimeSpan.Zero));

    protected CellBook Book { get; private set; }

    protected Func<ulong, long?> KeptFromUtcMs { get; set; } = _ => null;

    public void Dispose()
    {
        Book.Dispose();
        Directory.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static SlotName Slot(string text) => SlotName.Parse(text);

    /// <summary>A moment of July 2026, "14 10:30", without a point.</summary>
    protected static Edge At(string dayAndTime) => new(Utc(dayAndTime));

    /// <summary>The same, with the point of a stream that has run since the first of the month.</summary>
    protected static Edge At(string dayAndTime, ulong stream) =>
        new(Utc(dayAndTime), new Point(stream, 1, Utc(dayAndTime) - Utc("01 00:00"), 1));

    protected static long Utc(string dayAndTime) =>
        DateTimeOffset.ParseExact("2026-07-" + dayAndTime, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds();

    protected Cell Cell(string name, string cohort = "", string op = "") =>
        Book.Add(new Cell { Name = CellName.Parse(name), Operator = op, Metadata = new() { Cohort = cohort } }, Ana);

    protected TestRun Start(Cell cell, string slot, Edge from, WhenHeld whenHeld = WhenHeld.Refuse) =>
        Book.Start(cell.Id, Slot(slot), from, new TestSettings(), Ana, whenHeld);

    /// <summary>Asserts that a change is refused with these words, and that the book is as it was.</summary>
    protected void Refused(string words, Action change)
    {
        long version = Book.Version;
        Assert.Contains(words, Assert.ThrowsAny<CellBookException>(change).Message, StringComparison.Ordinal);
        Assert.Equal(version, Book.Version);
    }

    /// <summary>The only test of a slot that has not left it.</summary>
    protected TestRun Now(string slot) => Assert.Single(Book.TestsIn(Slot(slot)), test => test.SlotNow == Slot(slot));

    protected void Reopen()
    {
        Book.Dispose();
        Book = CellBook.Open(Directory, Time, stream => KeptFromUtcMs(stream));
    }
}
