using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Cycles;
using EdgeLogger.Derivation;

namespace EdgeLogger.Web.Live;

/// <summary>
/// What all open views show: one snapshot of every cell, twice a second, made once however many look. It reads what the gateway has and
/// never waits for a view, so that a slow one holds nothing up.
/// </summary>
public sealed class LiveFleet : IAsyncDisposable
{
    /// <summary>How often a snapshot is made.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    private readonly GatewayView _view;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private Action<FleetSnapshot>? _changed;
    private volatile FleetSnapshot _now = FleetSnapshot.Empty;
    private Task _running = Task.CompletedTask;

    /// <param name="view">The gateway.</param>
    public LiveFleet(GatewayView view) => _view = view;

    /// <summary>The newest snapshot.</summary>
    public FleetSnapshot Now => _now;

    /// <summary>Begins to look.</summary>
    public void Start()
    {
        Look();
        _running = Task.Run(RunAsync);
    }

    /// <summary>Has a view told of each snapshot in which something changed, until what is returned is disposed.</summary>
    /// <param name="changed">Called on the thread that makes the snapshots: it must only pass the news on.</param>
    public IDisposable Subscribe(Action<FleetSnapshot> changed)
    {
        lock (_gate)
        {
            _changed += changed;
        }

        return new Subscription(this, changed);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        using PeriodicTimer timer = new(Every, _view.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token).ConfigureAwait(false))
            {
                if (Look())
                {
                    _changed?.Invoke(_now);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    /// <summary>Makes the snapshot; true if something changed.</summary>
    private bool Look()
    {
        FleetSnapshot before = _now;
        ILookup<string, Alert> alerts = _view.Alerts.Book.OpenAlerts()
            .Where(alert => alert.Subject.Kind == SubjectKind.Cell).ToLookup(alert => alert.Subject.Name, StringComparer.Ordinal);
        List<CellLive> cells = [];
        bool changed = false;
        foreach (IGrouping<string, CellSnapshot> streams in _view.Derivation.Snapshots.GroupBy(snapshot => snapshot.Cell.Name))
        {
            CellSnapshot snapshot = streams.MaxBy(stream => stream.UtcMs ?? long.MinValue)!;
            CellLive? last = before.Find(snapshot.Cell.Name);
            CellLive now = Of(snapshot, _view.Derivation.Book.Of(snapshot.Cell.Name), alerts[snapshot.Cell.Name]);
            bool same = last == now;
            changed |= !same;
            cells.Add(same ? last! : now);
        }

        changed |= cells.Count != before.Cells.Count;
        if (changed)
        {
            _now = new FleetSnapshot(cells);
        }

        return changed;
    }

    private static CellLive Of(CellSnapshot snapshot, CellMetadata metadata, IEnumerable<Alert> alerts) => new()
    {
        Name = snapshot.Cell.Name,
        Snapshot = snapshot,
        Metadata = metadata,
        OpenAlerts = alerts.Count(),
        Worst = alerts.Any() ? alerts.Max(alert => alert.Severity) : null,
    };

    private void Leave(Action<FleetSnapshot> changed)
    {
        lock (_gate)
        {
            _changed -= changed;
        }
    }

    private sealed class Subscription(LiveFleet fleet, Action<FleetSnapshot> changed) : IDisposable
    {
        public void Dispose() => fleet.Leave(changed);
    }
}
