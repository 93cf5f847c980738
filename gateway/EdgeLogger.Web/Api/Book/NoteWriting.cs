using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using Microsoft.AspNetCore.Http;

namespace EdgeLogger.Web.Api.Book;

/// <summary>A note that a program or a user of the page writes.</summary>
internal static class NoteWriting
{
    /// <summary>A note is written, as the audit log names it.</summary>
    public const string Action = "write note";

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
