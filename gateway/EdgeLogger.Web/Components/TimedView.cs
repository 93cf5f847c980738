using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Components;

namespace EdgeLogger.Web.Components;

/// <summary>
/// A view of things that notify nobody when they change: it looks again each second while somebody has it open.
/// </summary>
public abstract class TimedView : ComponentBase, IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _left = new();

    /// <summary>The gateway.</summary>
    [Inject]
    protected GatewayView View { get; set; } = null!;

    /// <summary>Who looks.</summary>
    [Inject]
    protected PersonHere Person { get; set; } = null!;

    /// <summary>Now.</summary>
    protected DateTimeOffset Now => View.Time.GetUtcNow();

    /// <summary>Cancelled when the view is left.</summary>
    protected CancellationToken Left => _left.Token;

    /// <summary>Reads what is to be shown. Soon: the person waits.</summary>
    protected abstract void Look();

    protected override void OnInitialized()
    {
        // A view that is drawn once, into a document, does not look again.
        if (RendererInfo.IsInteractive)
        {
            _ = RunAsync();
        }
    }

    protected override void OnParametersSet() => Look();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the view.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _left.Cancel();
            _left.Dispose();
        }
    }

    private async Task RunAsync()
    {
        CancellationToken left = _left.Token;
        using PeriodicTimer timer = new(Every, View.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(left))
            {
                await InvokeAsync(LookAgain);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
        {
            // Left.
        }
        catch (Exception error)
        {
            await DispatchExceptionAsync(error);
        }
    }

    private void LookAgain()
    {
        Look();
        StateHasChanged();
    }
}
