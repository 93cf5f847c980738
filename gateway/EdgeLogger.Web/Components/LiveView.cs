using System;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Web.Live;
using Microsoft.AspNetCore.Components;

namespace EdgeLogger.Web.Components;

/// <summary>
/// A view that draws itself again when the fleet changed. While it is still drawing, news is not queued: it draws the newest
/// state when it comes to it.
/// </summary>
public abstract class LiveView : ComponentBase, IDisposable
{
    private IDisposable? _subscription;
    private FleetSnapshot _drawn = FleetSnapshot.Empty;
    private int _isAwaited;

    /// <summary>The live state of all cells.</summary>
    [Inject]
    protected LiveFleet Fleet { get; set; } = null!;

    /// <summary>Whether the view has to be drawn again. Called as one of its events is.</summary>
    /// <param name="before">What it was drawn of last.</param>
    /// <param name="now">The newest state.</param>
    protected virtual bool Concerns(FleetSnapshot before, FleetSnapshot now) => true;

    /// <summary>Called before the view is drawn again, for what it has to fetch.</summary>
    /// <param name="now">The newest state.</param>
    protected virtual Task OnFleetAsync(FleetSnapshot now) => Task.CompletedTask;

    protected override void OnInitialized()
    {
        _drawn = Fleet.Now;
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
            _ = InvokeAsync(RefreshAsync);
        }
    }

    private async Task RefreshAsync()
    {
        Volatile.Write(ref _isAwaited, 0);
        FleetSnapshot before = _drawn;
        FleetSnapshot now = Fleet.Now;
        _drawn = now;
        if (Concerns(before, now))
        {
            await OnFleetAsync(now);
            StateHasChanged();
        }
    }
}
