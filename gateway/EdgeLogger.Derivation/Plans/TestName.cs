
namespace EdgeLogger.Derivation.Plans;

/// <summary>What a test is called, and where it is. It goes into no result, and may change at any time.</summary>
/// <param name="Text">
/// The name that no other test has: "WJK-0412", "WJK-0412, test 2"; of a cell that nobody has named the slot that it is in, else
/// slot and day.
/// </param>
/// <param name="Cell">The name of the cell.</param>
/// <param name="Number">The number of the test within the cell, from 1.</param>
public sealed record TestName(string Text, string Cell, int Number)
{
    /// <summary>The board of the slot that it is in, or was in last; null if it has only files.</summary>
    public string? Board { get; init; }

    /// <summary>The slot on that board, from 0.</summary>
    public int Slot { get; init; }

    /// <summary>It is in that slot now, and its rows go on coming.</summary>
    public bool IsInSlot { get; init; }

    /// <summary>When it was ended, Unix ms; null if it has not been.</summary>
    public long? EndUtcMs { get; init; }

    /// <summary>Nobody has named the cell.</summary>
    public bool IsUnnamed { get; init; }

    /// <summary>Why its rows come no more, in words; null while they do, and for a test of files.</summary>
    public string? WhyOver => EndUtcMs is not null ? "the test was ended"
        : IsInSlot || Board is null ? null : $"the test was taken out of {Board}/{Slot}";

    /// <summary>
    /// The name of the cell, which does not change with the slot that it is in; of the first unnamed cell of a slot the slot.
    /// </summary>
    public string CellOn(string board, int slot) => IsUnnamed && Cell == $"{board} slot {slot}" ? $"{board}/{slot}" : Cell;

    /// <summary>The key of the test under this name.</summary>
    public TestKey On(TestKey test)
    {
        (string board, int slot) = Board is null ? (test.Board, test.Slot) : (Board, Slot);
        // The first cell of a slot, or of a file that was imported under its name, is called by it.
        bool isFirst = IsUnnamed && Cell == $"{board} slot {slot}";
        return test with { Board = board, Slot = slot, Name = isFirst ? $"{board}/{slot}" : Text };
    }
}
