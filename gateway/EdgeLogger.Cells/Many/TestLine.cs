using EdgeLogger.Cells.Model;

namespace EdgeLogger.Cells.Many;

/// <summary>A test to start, as a user gave it: its names are read when it is started.</summary>
/// <param name="Cell">The cell's name. A cell that there is not yet is added.</param>
/// <param name="Slot">The slot, BOARD/SLOT.</param>
/// <param name="FromUtcMs">When the cell came there, Unix ms.</param>
public sealed record TestLine(string Cell, string Slot, long FromUtcMs)
{
    /// <summary>What is said of the cell.</summary>
    public CellFacts Facts { get; init; } = new();

    /// <summary>What is said of the test.</summary>
    public TestSettings Settings { get; init; } = new();
}

/// <summary>Why a line is refused.</summary>
/// <param name="Line">Its place in the table, from 1.</param>
/// <param name="Problem">What is wrong with it, and what to do.</param>
public sealed record LineProblem(int Line, string Problem);
