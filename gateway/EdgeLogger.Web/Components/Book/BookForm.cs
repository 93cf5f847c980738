using System.Threading.Tasks;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using Microsoft.AspNetCore.Components;

namespace EdgeLogger.Web.Components.Book;

/// <summary>
/// A form that changes the book: what would come of it is shown first, then it is applied as it was shown. A refusal stands
/// beside the form, and what was filled in stays until it is applied.
/// </summary>
public abstract class BookForm : ComponentBase
{
    private const string WasChanged =
        "The form was changed after it was previewed, and nothing is applied. Look at what would come of it now, and apply that.";

    private string? _previewed;

    /// <summary>Called after a change.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    /// <summary>The gateway.</summary>
    [Inject]
    protected GatewayView View { get; set; } = null!;

    /// <summary>What came of what was asked last.</summary>
    protected BookOutcome Outcome { get; private set; } = BookOutcome.Nothing;

    /// <summary>The slot was held once: what becomes of that test is to be chosen.</summary>
    protected bool AsksHeld { get; private set; }

    /// <summary>What becomes of the test that the slot holds.</summary>
    protected WhenHeld WhenHeld { get; set; }

    /// <summary>Now, Unix ms.</summary>
    protected long NowMs => View.Time.GetUtcNow().ToUnixTimeMilliseconds();

    [Inject]
    private BookEditor Editor { get; set; } = null!;

    /// <summary>What is asked for by the form as it stands.</summary>
    /// <exception cref="CellBookException">Something is missing; the message says what to give.</exception>
    protected abstract RequestedChange Requested();

    /// <summary>The form is as it was before anything was filled in: what was asked for is done.</summary>
    protected abstract void Clear();

    /// <summary>Shows what would come of it.</summary>
    protected async Task PreviewAsync()
    {
        _previewed = null;
        if (Asked() is not { } requested)
        {
            return;
        }

        Outcome = await Editor.PreviewAsync(requested);
        AsksHeld |= Outcome.AsksHeld;
        _previewed = Outcome.Problem.Length == 0 ? requested.Detail : null;
    }

    /// <summary>Applies what was shown. What was changed in the form since then is shown first.</summary>
    protected async Task ApplyAsync()
    {
        if (Asked() is not { } requested)
        {
            return;
        }

        if (requested.Detail != _previewed)
        {
            await PreviewAsync();
            Outcome = Outcome.Problem.Length > 0 ? Outcome : Outcome with { Problem = WasChanged };
            return;
        }

        _previewed = null;
        Outcome = await Editor.ApplyAsync(requested);
        if (Outcome.Done.Count > 0)
        {
            (AsksHeld, WhenHeld) = (false, WhenHeld.Refuse);
            Clear();
            await Changed.InvokeAsync();
        }
    }

    private RequestedChange? Asked()
    {
        try
        {
            return Requested();
        }
        catch (CellBookException refusal)
        {
            Outcome = BookOutcome.Refused(refusal.Message);
            return null;
        }
    }
}
