using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Plans;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Derivation.Plans;

/// <summary>
/// What the book of a data directory calls tests, and what it knows of their cells, as it was when it was read.
/// </summary>
public sealed class BookNames
{
    private static readonly CellMetadata Unknown = new();

    private readonly Dictionary<ulong, (TestName Name, CellMetadata Metadata)> _tests;

    private BookNames(IEnumerable<BookedTest> tests) =>
        _tests = tests.ToDictionary(test => test.Id, test => (Of(test), test.Metadata));

    /// <summary>
    /// Reads the book of a directory, also while a gateway runs on it; one without a book calls a test by its slot.
    /// </summary>
    /// <exception cref="IOException">The book cannot be read; the message says why.</exception>
    /// <exception cref="InvalidDataException">A newer EdgeLogger has written it.</exception>
    public static BookNames Read(string directory)
    {
        if (!File.Exists(Path.Combine(directory, CellBook.FileName)))
        {
            return new BookNames([]);
        }

        using CellBook book = CellBook.Open(directory, TimeProvider.System);
        return new BookNames(book.Plans());
    }

    /// <summary>A test with its name, and the slot that it is in or was in last.</summary>
    public TestKey Named(TestKey test) => _tests.TryGetValue(test.Id, out (TestName Name, CellMetadata) known)
        ? known.Name.On(test)
        : test;

    /// <summary>What is known of the cell of a test.</summary>
    public CellMetadata MetadataOf(ulong test) => _tests.TryGetValue(test, out (TestName, CellMetadata Metadata) known)
        ? known.Metadata
        : Unknown;

    /// <summary>The name of the cell of a test; "" if the book has no such test.</summary>
    public string CellOf(ulong test) => _tests.TryGetValue(test, out (TestName Name, CellMetadata) known) ? known.Name.Cell : "";

    /// <summary>The name of a test of the book.</summary>
    public static TestName Of(BookedTest test)
    {
        SlotName? place = test.Segments.LastOrDefault(segment => segment.Slot is not null)?.Slot;
        bool isInSlot = test.Segments.Any(segment => segment.IsOpen);
        string text = test.IsUnnamed && isInSlot ? $"{place}" : test.Number == 1 ? test.Cell : test.Label;
        return new TestName(text, test.Cell, test.Number)
        {
            Board = place?.Board,
            Slot = place?.Slot ?? 0,
            IsInSlot = isInSlot,
            EndUtcMs = test.EndUtcMs,
            IsUnnamed = test.IsUnnamed,
        };
    }
}
