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
/// Where forms of the page hand in changes of the book of cells. Each refusal is a sentence, and nothing is half done.
/// </summary>
public sealed class BookDesk(GatewayView view, PersonHere person)
{
    /// <summary>What a change would make of results. Nothing is changed.</summary>
    public Task<BookOutcome> PreviewAsync(BookWish wish)
    {
        ArgumentNullException.ThrowIfNull(wish);
        return DoAsync(wish, author => new BookOutcome
        {
            Effects =
            [
                .. view.Book.Preview(book => wish.Change.Make(book, author))
                    .Select(plan => PlanEffect.Of(plan, view.Derivation.Store)),
            ],
        });
    }

    /// <summary>Makes a change, and books it.</summary>
    public Task<BookOutcome> ApplyAsync(BookWish wish)
    {
        ArgumentNullException.ThrowIfNull(wish);
        return DoAsync(wish, author =>
        {
            IReadOnlyList<TestRun> tests = wish.Change.Make(view.Book, author);
            view.Derivation.BookChanged();
            view.Audit.TryNote(author.By, wish.Action, TestChange.Labels(view.Book, tests), wish.Detail);
            return new BookOutcome { Done = [.. tests.Select(test => Named(view.Book.PlanOf(test.Id)!))] };
        });
    }

    private static (string Label, string Path) Named(BookedTest test) => (test.Label, PagePath.OfTest(test.Cell, test.Number));

    private async Task<BookOutcome> DoAsync(BookWish wish, Func<Author, BookOutcome> change)
    {
        if (await person.WhoMayAsync(Role.Operator, wish.Action, wish.Subject) is not { } who)
        {
            return BookOutcome.Refused(PersonHere.Refusal(Role.Operator));
        }

        try
        {
            return change(new Author(who, wish.Change.Why));
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
