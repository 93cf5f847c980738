using System.Threading.Tasks;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace EdgeLogger.Web.Api.Book;

/// <summary>Notes are written, put right and withdrawn, for programs.</summary>
internal static class NoteEndpoints
{
    public static void Map(RouteGroupBuilder routes, GatewayView view, BookWriter writer)
    {
        CellBook book = view.Book;
        writer.Guard<NoteRequest>(
            routes.MapPost("/notes", Task<Results<Ok<BookNoteJson>, ProblemHttpResult>> (HttpContext context) =>
                writer.DoAsync<NoteRequest, BookNoteJson>(context, NoteWriting.Action, (request, who) =>
                {
                    (Note note, string subject) =
                        NoteWriting.Write(book, request, who, view.Time.GetUtcNow().ToUnixTimeMilliseconds());
                    return (BookNoteJson.Of(note), subject);
                }))
            .WithSummary("Writes a note on a cell, a test or a cohort. It stands at a moment.")
            .ProducesProblem(StatusCodes.Status404NotFound), NoteWriting.Action);
        writer.Guard<EditNoteRequest>(
            routes.MapPatch("/notes/{id}", (string id, HttpContext context) =>
                writer.DoAsync<EditNoteRequest, BookNoteJson>(context, NoteWriting.EditAction, (request, who) =>
                {
                    (Note note, bool hasChanged) = NoteWriting.Edit(book, NoteWriting.NoteOf(book, id), request, who);
                    return (BookNoteJson.Of(note), hasChanged ? NoteWriting.NameOf(book, note) : null);
                }))
            .WithSummary("Puts a note right: its text, its moment or both. The history keeps what it was.")
            .ProducesProblem(StatusCodes.Status404NotFound), NoteWriting.EditAction);
        writer.Guard<WithdrawNoteRequest>(
            routes.MapPost("/notes/{id}/withdraw", (string id, HttpContext context) =>
                writer.DoAsync<WithdrawNoteRequest, BookNoteJson>(context, NoteWriting.WithdrawAction, (request, who) =>
                {
                    Note note = NoteWriting.Withdraw(book, NoteWriting.NoteOf(book, id), request, who);
                    return (BookNoteJson.Of(note), NoteWriting.NameOf(book, note));
                }))
            .WithSummary("Withdraws a note: only the history has it then.")
            .ProducesProblem(StatusCodes.Status404NotFound), NoteWriting.WithdrawAction);
    }
}
