using System;
using EdgeLogger.Cells.Model;

namespace EdgeLogger.Cells.Many;

/// <summary>One line of a table of tests to start, as a user gave it: its names are read with the rest of the line.</summary>
/// <param name="Cell">The cell's name. A cell that there is not yet is added.</param>
/// <param name="Slot">The slot, BOARD/SLOT.</param>
/// <param name="FromUtcMs">When the cell came there, Unix ms.</param>
public sealed record TestLine(string Cell, string Slot, long FromUtcMs)
{
    /// <summary>Makes what the line says of the cell out of what was known of it.</summary>
    public Func<Cell, Cell> Known { get; init; } = cell => cell;

    /// <summary>What is said of the test.</summary>
    public TestSettings Settings { get; init; } = new();
}

/// <summary>Why a line is refused.</summary>
/// <param name="Line">Its place in the table, from 1.</param>
/// <param name="Problem">What is wrong with it, and what to do.</param>
public sealed record LineProblem(int Line, string Problem);
