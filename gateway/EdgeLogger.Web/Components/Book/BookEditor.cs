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
        return DoAsync(requested, author => new BookOutcome
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
        return DoAsync(requested, author =>
        {
            IReadOnlyList<TestRun> tests = requested.Change.Make(view.Book, author);
            view.Derivation.BookChanged();
            view.Audit.TryNote(author.By, requested.Action, TestChange.Labels(view.Book, tests), requested.Detail);
            return new BookOutcome { Done = [.. tests.Select(test => Named(view.Book.PlanOf(test.Id)!))] };
        });
    }

    private static (string Label, string Path) Named(BookedTest test) => (test.Label, PagePath.OfTest(test.Cell, test.Number));

    private async Task<BookOutcome> DoAsync(RequestedChange requested, Func<Author, BookOutcome> change)
    {
        if (await person.WhoMayAsync(Role.Operator, requested.Action, requested.Subject) is not { } who)
        {
            return BookOutcome.Refused(PersonHere.Refusal(Role.Operator));
        }

        try
        {
            return change(new Author(who, requested.Change.Why));
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
        catch (CellBookException refusal)
        {
            return BookOutcome.Refused(refusal.Message);
        }
        catch (IOException error)
        {
            return BookOutcome.Refused($"Nothing was changed: {error.Message}");
        }
    }
}
