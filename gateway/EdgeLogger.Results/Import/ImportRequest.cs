using System;
using System.Globalization;
using EdgeLogger.Cells.Many;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Records.Rows;
using EdgeLogger.Topics;

namespace EdgeLogger.Results.Import;

/// <summary>A cycler's file that is to become a segment of a test.</summary>
public sealed record ImportRequest
{
    // The board that rows of a file seem to come from.
    private const string FilesBoard = "import";
    private const int MostSlots = 16;

    /// <summary>The file's own name, without folders.</summary>
    public required string FileName { get; init; }

    /// <summary>
    /// The cell's name; it is added if it is not there. BOARD/SLOT: a cell that nobody has named, called by that slot.
    /// </summary>
    public required string Cell { get; init; }

    /// <summary>The number of the test, or "new". Empty: the cell's newest, if that has not been ended.</summary>
    public string Test { get; init; } = "";

    /// <summary>The segment that it is to be, from 1; null: by its start, else before the slot that the test is in.</summary>
    public int? Place { get; init; }

    /// <summary>Which direction of current the file writes as positive.</summary>
    public CurrentSign Sign { get; init; }

    /// <summary>When its first row was, Unix ms; null: not known, and its rows have no UTC.</summary>
    public long? StartUtcMs { get; init; }

    /// <summary>Who imports it.</summary>
    public string By { get; init; } = "";

    /// <summary>Why.</summary>
    public string Why { get; init; } = "";

    /// <summary>Refuses what cannot be, whatever the file and the book have in them.</summary>
    /// <exception cref="CellBookException">The cell, the test or the file has a name that it cannot have.</exception>
    public void Check()
    {
        if (Unnamed is null)
        {
            CellName.Parse(Cell);
        }

        LineFor(0, new ImportedFile(FileName, ""));
    }

    /// <summary>The slot, if the cell has no other name.</summary>
    /// <exception cref="CellBookException">No board can have it.</exception>
    internal SlotName? Unnamed => !Cell.Contains('/', StringComparison.Ordinal) ? null
        : SlotName.Parse(Cell) is var slot && BoardId.IsValid(slot.Board) && slot.Slot < MostSlots ? slot
        : throw new CellBookException($"'{Cell}' is not a name of a cell, nor a slot of a board: 3 to 32 of a-z, 0-9 and -, a "
            + $"stroke, and a slot, 0 to {MostSlots - 1}.");

    /// <summary>The board and the slot that its frames say they are from.</summary>
    internal SlotName Origin => Unnamed ?? new SlotName(FilesBoard, 0);

    /// <summary>What makes the rows another stream: the slot, or the start.</summary>
    internal string Mark => Unnamed is { } slot
        ? $"{slot}"
        : string.Create(CultureInfo.InvariantCulture, $"start {StartUtcMs}");

    /// <summary>Where the file belongs.</summary>
    /// <exception cref="CellBookException">The test is neither a number nor "new".</exception>
    internal FileLine LineFor(ulong stream, ImportedFile file) => new(Cell, stream, file)
    {
        IsNewTest = Test == "new",
        Test = Test is "" or "new" ? null
            : int.TryParse(Test, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number
            : throw new CellBookException($"'{Test}' is not a test. Give its number, or new."),
        Place = Place,
    };
}
