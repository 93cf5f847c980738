using System.Collections.Generic;
using EdgeLogger.Cells.Model;

namespace EdgeLogger.Cells.Search;

/// <summary>All that the book has of a cell.</summary>
/// <param name="Cell">What is known of it.</param>
/// <param name="Tests">Its tests, by number.</param>
/// <param name="Notes">Notes on it, on its tests and on its cohort that were not withdrawn, the oldest moment first.</param>
/// <param name="History">Every change of the cell, its tests and their notes, and of the notes on its cohort, in order.</param>
public sealed record WholeCell(
    Cell Cell, IReadOnlyList<TestRun> Tests, IReadOnlyList<Note> Notes, IReadOnlyList<HistoryEntry> History);
