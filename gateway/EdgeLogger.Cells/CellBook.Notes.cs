using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cells.Store;

namespace EdgeLogger.Cells;

/// <summary>Notes. The history keeps what was edited or withdrawn.</summary>
public sealed partial class CellBook
{
    /// <summary>Writes a note. It needs no other change beside it.</summary>
    /// <param name="subject">What it is about.</param>
    /// <param name="atUtcMs">The moment it stands at, Unix ms.</param>
    /// <param name="text">The text, 1 to 4000 characters.</param>
    /// <param name="author">Who writes it.</param>
    /// <exception cref="CellBookException">There is no such cell, test or cohort, or the text is none.</exception>
    public Note AddNote(NoteSubject subject, long atUtcMs, string text, Author author) => Write(author, (store, stamp) =>
    {
        if (subject.Cohort.Length > 0 && !store.HasCohort(subject.Cohort))
        {
            throw new CellBookException(
                $"No cell is of the cohort '{subject.Cohort}'. Set the cohort of a cell first, or correct the name.");
        }

        Note note = new()
        { Id = RandomId.New(), Subject = subject, AtUtcMs = atUtcMs, Text = text, By = author.Checked().By };
        return Put(store, null, note.Checked(), stamp("note"));
    });

    /// <summary>Changes the text of a note, or the moment that it stands at.</summary>
    /// <param name="id">The note's id.</param>
    /// <param name="atUtcMs">The moment, Unix ms; null: as it was.</param>
    /// <param name="text">The text, 1 to 4000 characters; null: as it was.</param>
    /// <param name="author">Who changes it.</param>
    /// <returns>The note; null if nothing has changed.</returns>
    /// <exception cref="CellBookException">There is no such note, it was withdrawn, or the text is none.</exception>
    public Note? EditNote(ulong id, long? atUtcMs, string? text, Author author) => Write(author, (store, stamp) =>
    {
        Note before = KnownNote(store, id);
        Note after = (before with { AtUtcMs = atUtcMs ?? before.AtUtcMs, Text = text ?? before.Text }).Checked();
        return after == before ? null : Put(store, before, after, stamp("edit"));
    });

    /// <summary>Withdraws a note: it is shown nowhere but in the history.</summary>
    /// <param name="id">The note's id.</param>
    /// <param name="author">Who withdraws it.</param>
    /// <exception cref="CellBookException">There is no such note, or it was withdrawn.</exception>
    public Note WithdrawNote(ulong id, Author author) => Write(author, (store, stamp) =>
    {
        Note before = KnownNote(store, id);
        return Put(store, before, before with { IsWithdrawn = true }, stamp("withdraw"));
    });

    private static Note KnownNote(BookStore store, ulong id) => store.FindNote(id) switch
    {
        null => throw new CellBookException(
            $"There is no note with the id {id:x16}. Show what it is about to see the notes there are."),
        { IsWithdrawn: true } => throw new CellBookException("The note was withdrawn. Write another one."),
        { } note => note,
    };

    private static Note Put(BookStore store, Note? before, Note after, Stamp stamp)
    {
        ulong cell = after.Subject switch
        {
            { Cell: not 0 } about => Known(store, about.Cell).Id,
            { Test: not 0 } about => KnownTest(store, about.Test).Cell,
            _ => 0,
        };
        store.Put(before, after, cell, stamp);
        return store.FindNote(after.Id)!;
    }
}
