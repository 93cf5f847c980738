using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;

namespace EdgeLogger.Web.Components.Notes;

/// <summary>A note that concerns a test, with the number that it has in every chart and list of the test.</summary>
/// <param name="Number">The number: its place by moment among the test's notes, from 1.</param>
/// <param name="Note">The note.</param>
public sealed record TestNote(int Number, Note Note)
{
    /// <summary>What it is about.</summary>
    public string About => Note.Subject switch
    {
        { Test: not 0 } => "on the test",
        { Cell: not 0 } => "on the cell",
        { Cohort: var cohort } => $"on the cohort {cohort}",
    };

    /// <summary>All of it: moment, author, what it is about, text.</summary>
    public string Words => $"{UtcText.Second(Note.AtUtcMs)} UTC, {Note.By}, {About}: {Note.Text}";

    /// <summary>The notes on a test, on its cell and on its cohort.</summary>
    public static IReadOnlyList<TestNote> Read(CellBook book, TestRun test) =>
        [.. book.NotesAbout(test).Select((note, index) => new TestNote(index + 1, note))];
}
