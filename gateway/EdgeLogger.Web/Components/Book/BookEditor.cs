using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Cells.Many;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cells.Plans;
using EdgeLogger.Derivation.Previews;
using EdgeLogger.Web.Access;
using EdgeLogger.Web.Api.Book;
using Microsoft.AspNetCore.Http;

namespace EdgeLogger.Web.Components.Book;

/// <summary>
/// Previews and makes the changes of the book of cells that forms of the page ask for. Each refusal is a sentence, and nothing is
/// half done.
/// </summary>
public sealed class BookEditor(GatewayView view, PersonHere person)
{
    /// <summary>What a change would make of results. Nothing is changed.</summary>
    public Task<BookOutcome> PreviewAsync(RequestedChange requested)
    {
        ArgumentNullException.ThrowIfNull(requested);
        return ChangeAsync(requested, author => new BookOutcome
        {
            Effects =
            [
                .. view.Book.Preview(book => requested.Change.Make(book, author))
                    .Select(plan => PlanEffect.Of(plan, view.Derivation.Store)),
            ],
        });
    }

    /// <summary>Makes a change, and books it.</summary>
    public Task<BookOutcome> ApplyAsync(RequestedChange requested)
    {
        ArgumentNullException.ThrowIfNull(requested);
        return ChangeAsync(requested, author =>
        {
            IReadOnlyList<TestRun> tests = requested.Change.Make(view.Book, author);
            view.Derivation.BookChanged();
            view.Audit.TryNote(author.By, requested.Action, TestChange.Labels(view.Book, tests), requested.Detail);
            return new BookOutcome { Done = [.. tests.Select(test => Named(view.Book.PlanOf(test.Id)!))] };
        });
    }

    /// <summary>Writes a note, and books it.</summary>
    /// <param name="request">The note.</param>
    /// <param name="subject">What it is about, where it is refused.</param>
    public Task<BookOutcome> WriteNoteAsync(NoteRequest request, string subject)
    {
        ArgumentNullException.ThrowIfNull(request);
        return DoAsync(NoteWriting.Action, subject, who =>
        {
            string about = NoteWriting.Write(view.Book, request, who, view.Time.GetUtcNow().ToUnixTimeMilliseconds()).Subject;
            view.Derivation.BookChanged();
            view.Audit.TryNote(who, NoteWriting.Action, about, BookWriter.DetailOf(request));
            return BookOutcome.Nothing;
        });
    }

    /// <summary>Puts a note right, and books it.</summary>
    /// <param name="was">The note as the user has seen it.</param>
    /// <param name="request">What it says now.</param>
    public Task<BookOutcome> EditNoteAsync(Note was, EditNoteRequest request) =>
        ChangeNoteAsync(NoteWriting.EditAction, was, BookWriter.DetailOf(request),
            (note, who) => NoteWriting.Edit(view.Book, note, request, who).HasChanged);

    /// <summary>Withdraws a note, and books it.</summary>
    /// <param name="was">The note as the user has seen it.</param>
    /// <param name="request">Why.</param>
    public Task<BookOutcome> WithdrawNoteAsync(Note was, WithdrawNoteRequest request) =>
        ChangeNoteAsync(NoteWriting.WithdrawAction, was, BookWriter.DetailOf(request), (note, who) =>
        {
            NoteWriting.Withdraw(view.Book, note, request, who);
            return true;
        });

    // What another user has written meanwhile is not lost unseen.
    private Task<BookOutcome> ChangeNoteAsync(string action, Note was, string detail, Func<Note, string, bool> change)
    {
        ArgumentNullException.ThrowIfNull(was);
        string name = NoteWriting.NameOf(view.Book, was);
        return DoAsync(action, name, who =>
        {
            bool hasChanged = false;
            view.Book.Together(book =>
            {
                if (book.FindNote(was.Id) is { IsWithdrawn: false } now && now != was)
                {
                    throw new CellBookException("Another user has changed this note meanwhile, and nothing was saved. Cancel to "
                        + "see what it says now, and make your change again.");
                }

                hasChanged = change(was, who);
            });
            if (hasChanged)
            {
                view.Derivation.BookChanged();
                view.Audit.TryNote(who, action, name, detail);
            }

            return BookOutcome.Nothing;
        });
    }

    private static (string Label, string Path) Named(BookedTest test) => (test.Label, PagePath.OfTest(test.Cell, test.Number));

    private Task<BookOutcome> ChangeAsync(RequestedChange requested, Func<Author, BookOutcome> change) =>
        DoAsync(requested.Action, requested.Subject, who => change(new Author(who, requested.Change.Why)));

    private async Task<BookOutcome> DoAsync(string action, string subject, Func<string, BookOutcome> change)
    {
        if (await person.WhoMayAsync(Role.Operator, action, subject) is not { } who)
        {
            return BookOutcome.Refused(PersonHere.Refusal(Role.Operator));
        }

        try
        {
            return change(who);
        }
        catch (SlotHeldException held)
        {
            return BookOutcome.Refused($"{held.Held} Choose what becomes of that test, or give another time.") with
            { AsksHeld = true };
        }
        catch (LinesRefusedException refusal)
        {
            return BookOutcome.Refused(refusal.Message) with { Lines = refusal.Problems };
        }
        catch (Exception refusal) when (refusal is CellBookException or BadHttpRequestException)
        {
            return BookOutcome.Refused(refusal.Message);
        }
        catch (IOException error)
        {
            return BookOutcome.Refused($"Nothing was changed: {error.Message}");
        }
    }
}
