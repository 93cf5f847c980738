using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;

namespace EdgeLogger.Web.Components.Notes;

/// <summary>A note that concerns a test.</summary>
/// <param name="Note">The note.</param>
public sealed record TestNote(Note Note)
{
    /// <summary>Its number in every chart and list: a cohort counts its own notes, which have a c before it.</summary>
    public string Label => LabelOf(Note);

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
        [.. book.NotesAbout(test).Select(note => new TestNote(note))];

    /// <summary>The number of a note as views show it.</summary>
    public static string LabelOf(Note note) =>
        (note.Subject.Cohort.Length > 0 ? "c" : "") + note.Number.ToString(CultureInfo.InvariantCulture);
}
