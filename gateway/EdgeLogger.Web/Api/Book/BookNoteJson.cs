using EdgeLogger.Cells.Model;

namespace EdgeLogger.Web.Api.Book;

/// <summary>A note on a cell, a test or a cohort: the two that it is not about are null.</summary>
/// <param name="Id">Its id, 16 hexadecimal digits.</param>
/// <param name="Number">Its number among the notes on the cell and its tests, or on the cohort, from 1; it stays.</param>
/// <param name="Cell">The id of the cell.</param>
/// <param name="Test">The id of the test.</param>
/// <param name="Cohort">The name of the cohort.</param>
/// <param name="AtUtcMs">The moment it stands at, Unix ms.</param>
/// <param name="Text">The text.</param>
/// <param name="By">Who wrote it.</param>
public sealed record BookNoteJson(
    string Id, int Number, string? Cell, string? Test, string? Cohort, long AtUtcMs, string Text, string By)
{
    /// <summary>Takes what a program may see of a note.</summary>
    public static BookNoteJson Of(Note note) => new(HexId.Of(note.Id), note.Number, IdOf(note.Subject.Cell),
        IdOf(note.Subject.Test), note.Subject.Cohort.Length > 0 ? note.Subject.Cohort : null, note.AtUtcMs, note.Text, note.By);

    private static string? IdOf(ulong id) => id == 0 ? null : HexId.Of(id);
}
