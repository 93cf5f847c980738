using System.Globalization;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using Microsoft.AspNetCore.Http;

namespace EdgeLogger.Web.Api.Book;

/// <summary>A note that a program or a user of the page writes, puts right or withdraws.</summary>
internal static class NoteWriting
{
    /// <summary>A note is written, as the audit log names it.</summary>
    public const string Action = "write note";

    /// <summary>A note is put right, as the audit log names it.</summary>
    public const string EditAction = "edit note";

    /// <summary>A note is withdrawn, as the audit log names it.</summary>
    public const string WithdrawAction = "withdraw note";

    /// <summary>Writes it.</summary>
    /// <param name="book">The book.</param>
    /// <param name="request">What, on what, at which moment.</param>
    /// <param name="who">Who writes it.</param>
    /// <param name="nowUtcMs">The moment, if it says none, Unix ms.</param>
    /// <returns>The note, and the name of what it is about.</returns>
    /// <exception cref="BadHttpRequestException">It is not about one thing that there is.</exception>
    /// <exception cref="Cells.Names.CellBookException">The book refuses it.</exception>
    public static (Note Note, string Subject) Write(CellBook book, NoteRequest request, string who, long nowUtcMs)
    {
        (NoteSubject about, string subject) = SubjectOf(book, request);
        return (book.AddNote(about, request.AtUtcMs ?? nowUtcMs, request.Text ?? "", new Author(who)), subject);
    }

    /// <summary>Puts a note right.</summary>
    /// <returns>The note, and whether anything of it has changed.</returns>
    /// <exception cref="BadHttpRequestException">The request says nothing of it.</exception>
    /// <exception cref="Cells.Names.CellBookException">The book refuses it.</exception>
    public static (Note Note, bool HasChanged) Edit(CellBook book, Note note, EditNoteRequest request, string who)
    {
        if (request is { Text: null, AtUtcMs: null })
        {
            throw new BadHttpRequestException("Nothing is said of the note. Give text, atUtcMs or both.");
        }

        Note? edited = book.EditNote(note.Id, request.AtUtcMs, request.Text, new Author(who, request.Why ?? ""));
        return (edited ?? note, edited is not null);
    }

    /// <summary>Withdraws a note.</summary>
    /// <exception cref="Cells.Names.CellBookException">The book refuses it.</exception>
    public static Note Withdraw(CellBook book, Note note, WithdrawNoteRequest request, string who) =>
        book.WithdrawNote(note.Id, new Author(who, request.Why ?? ""));

    /// <summary>The note of an id, also a withdrawn one.</summary>
    /// <exception cref="BadHttpRequestException">There is none.</exception>
    public static Note NoteOf(CellBook book, string id) =>
        (HexId.Parse(id) is not 0 and var known ? book.FindNote(known) : null) ?? throw BookWriter.NotFound(
            "There is no note with this id. An id has 16 hexadecimal digits; GET /api/book/cells/{name} shows those of the "
            + "notes on a cell, its tests and its cohort.");

    /// <summary>A note's name: what it is about, and its number there.</summary>
    public static string NameOf(CellBook book, Note note)
    {
        string subject = note.Subject switch
        {
            { Test: not 0 and var test } => book.PlanOf(test)!.Label,
            { Cell: not 0 and var cell } => book.Find(cell)!.Name.Text,
            { Cohort: var cohort } => cohort,
        };
        return string.Create(CultureInfo.InvariantCulture, $"{subject}, note {note.Number}");
    }

    private static (NoteSubject About, string Name) SubjectOf(CellBook book, NoteRequest request)
    {
        switch (request)
        {
            case { Cell: { } name, Test: null, Cohort: null }:
                Cell cell = BookEndpoints.CellOf(book, name);
                return (NoteSubject.OfCell(cell.Id), cell.Name.Text);
            case { Cell: null, Test: { } id, Cohort: null }:
                TestRun test = TestEndpoints.TestOf(book, id);
                return (NoteSubject.OfTest(test.Id), book.PlanOf(test.Id)!.Label);
            case { Cell: null, Test: null, Cohort: { Length: > 0 } cohort }:
                return (NoteSubject.OfCohort(cohort), cohort);
            default:
                throw new BadHttpRequestException(
                    "A note is about one thing. Give cell with its name, test with its id, or cohort with its name.");
        }
    }
}
