using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Derivation;
using EdgeLogger.Loops;

namespace EdgeLogger.Web.Live;

/// <summary>
/// What all open views show: one snapshot of every cell, twice a second, made once however many look. It reads what the gateway
/// has and never waits for a view, so that a slow one holds nothing up. What cannot be shown of one cell is that cell's own
/// trouble: its tile stands, and the others go on.
/// </summary>
public sealed class LiveFleet : IAsyncDisposable
{
    /// <summary>How often a snapshot is made.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan StatusEvery = TimeSpan.FromSeconds(2);

    private readonly GatewayView _view;
    private readonly Loop _looking;
    private readonly Loop _readingAlerts;
    private readonly Loop _askingStatus;
    private readonly HashSet<string> _bad = new(StringComparer.Ordinal);
    private readonly OpenAlerts _alerts;
    private readonly NewestResults _results;
    private readonly Dictionary<string, LiveCell> _cells = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private Action<FleetSnapshot>? _changed;
    private volatile FleetSnapshot _now = FleetSnapshot.Empty;
    private IReadOnlyList<string> _problems = [];
    private long? _statusAt;
    private Task _running = Task.CompletedTask;

    /// <param name="view">The gateway.</param>
    public LiveFleet(GatewayView view)
    {
        _view = view;
        _looking = new Loop("live page", view.Loops);
        _readingAlerts = new Loop("alerts on the page", view.Loops);
        _askingStatus = new Loop("problems on the page", view.Loops);
        _alerts = new OpenAlerts(view.Alerts, view.Time);
        _results = new NewestResults(view.Derivation);
    }

    /// <summary>The newest snapshot.</summary>
    public FleetSnapshot Now => _now;

    /// <summary>Begins to look.</summary>
    public void Start()
    {
        _looking.Turn(() => Look());
        _running = Task.Run(RunAsync);
    }

    /// <summary>Notifies a view of each snapshot in which something changed, until what is returned is disposed.</summary>
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
        while (!_stopping.IsCancellationRequested)
        {
            await Task.Delay(_looking.Pause(Every), _view.Time, _stopping.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _looking.Turn(LookAndNotify);
        }
    }

    private void LookAndNotify()
    {
        if (Look())
        {
            _changed?.Invoke(_now);
        }
    }

    /// <summary>Makes the snapshot; true if something changed. What cannot be read now is read at the next look.</summary>
    private bool Look()
    {
        FleetSnapshot before = _now;
        _readingAlerts.Turn(_alerts.Refresh);
        _askingStatus.Turn(RefreshStatus);
        List<CellLive> cells = new(before.Cells.Count);
        bool changed = !ReferenceEquals(before.OpenAlerts, _alerts.All) || !ReferenceEquals(before.Problems, _problems);
        foreach (IGrouping<string, CellSnapshot> streams in _view.Derivation.Current.GroupBy(snapshot => snapshot.Cell.Name))
        {
            // A board whose flash was wiped began a new stream: the cell is shown by its newest.
            CellLive cell = Follow(streams.MaxBy(stream => stream.UtcMs ?? long.MinValue)!);
            changed |= !ReferenceEquals(before.Find(cell.Name), cell);
            cells.Add(cell);
        }

        if (changed)
        {
            _now = new FleetSnapshot(_view.Time.GetUtcNow(), cells, _alerts.All, _problems);
        }

        return changed;
    }

    private CellLive Follow(CellSnapshot snapshot)
    {
        string name = snapshot.Cell.Name;
        try
        {
            CellLive cell = FollowWhole(name, snapshot);
            if (_bad.Remove(name))
            {
                _view.Loops.Succeeded(WorkOf(name));
            }

            return cell;
        }
#pragma warning disable CA1031 // Whatever it is, it is this cell's: one bad cell is one bad tile.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _bad.Add(name);
            _view.Loops.Failed(WorkOf(name), error);
            return _now.Find(name) is { State: CellState.Faulty } shown && ReferenceEquals(shown.Snapshot, snapshot)
                ? shown
                : CellLive.Bad(snapshot);
        }
    }

    private static string WorkOf(string cell) => $"cell {cell} on the page";

    private CellLive FollowWhole(string name, CellSnapshot snapshot)
    {
        if (!_cells.TryGetValue(name, out LiveCell? cell))
        {
            _cells[name] = cell = new LiveCell(snapshot, _view.Time);
        }

        return cell.Look(snapshot, _view.Derivation.Plans.MetadataOf(snapshot.Cell.Id), _results.Of(snapshot), _alerts.Of(name));
    }

    private void RefreshStatus()
    {
        if (_statusAt is { } at && _view.Time.GetElapsedTime(at) < StatusEvery)
        {
            return;
        }

        _statusAt = _view.Time.GetTimestamp();
        IReadOnlyList<string> problems = _view.Status().Problems;
        _problems = problems.SequenceEqual(_problems) ? _problems : [.. problems];
    }

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
