using System;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Web.Live;
using Microsoft.AspNetCore.Components;

namespace EdgeLogger.Web.Components;

/// <summary>
/// A view that draws itself again when the fleet changed. While it is still drawing, news is not queued: it draws the newest state when it
/// comes to it.
/// </summary>
public abstract class LiveView : ComponentBase, IDisposable
{
    private IDisposable? _subscription;
    private int _isAwaited;

    /// <summary>The live state of all cells.</summary>
    [Inject]
    protected LiveFleet Fleet { get; set; } = null!;

    /// <summary>Called before the view draws itself again, with the newest state.</summary>
    protected virtual Task OnFleetAsync(FleetSnapshot now) => Task.CompletedTask;

    protected override void OnInitialized()
    {
        // A view that is drawn once, into a document, does not wait for news.
        if (RendererInfo.IsInteractive)
        {
            _subscription = Fleet.Subscribe(OnChanged);
        }
    }

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
            _subscription?.Dispose();
        }
    }

    private void OnChanged(FleetSnapshot snapshot)
    {
        if (Interlocked.Exchange(ref _isAwaited, 1) == 0)
        {
            _ = InvokeAsync(TakeUpAsync);
        }
    }

    private async Task TakeUpAsync()
    {
        Volatile.Write(ref _isAwaited, 0);
        await OnFleetAsync(Fleet.Now);
        StateHasChanged();
    }
}
