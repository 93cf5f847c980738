using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Loops;
using EdgeLogger.Web.Finding;

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
    private readonly Loop _readingTests;
    private readonly Dictionary<ulong, string> _bad = [];
    private readonly OpenAlerts _alerts;
    private readonly NewestResults _results;
    private readonly WaitingTests _waiting;
    private readonly Dictionary<ulong, LiveCell> _cells = [];
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
        _readingTests = new Loop("tests without rows on the page", view.Loops);
        _waiting = new WaitingTests(view);
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
        _readingTests.Turn(_waiting.Refresh);
        List<CellLive> cells = new(before.Cells.Count);
        bool changed = !ReferenceEquals(before.OpenAlerts, _alerts.All) || !ReferenceEquals(before.Problems, _problems)
            || !ReferenceEquals(before.Waiting, _waiting.Now) || before.BookVersion != _waiting.BookVersion;
        foreach (CellSnapshot snapshot in _view.Derivation.Current)
        {
            CellLive cell = Follow(snapshot);
            changed |= !ReferenceEquals(before.Find(cell.Test), cell);
            cells.Add(cell);
        }

        changed |= cells.Count != before.Cells.Count;
        if (_cells.Count > cells.Count)
        {
            // Tests that have ended.
            foreach (ulong gone in _cells.Keys.Except(cells.Select(cell => cell.Test)).ToArray())
            {
                _cells.Remove(gone);
            }
        }

        if (changed)
        {
            _now = new FleetSnapshot(_view.Time.GetUtcNow(), cells, _alerts.All, _problems)
            { Waiting = _waiting.Now, BookVersion = _waiting.BookVersion };
        }

        return changed;
    }

    private CellLive Follow(CellSnapshot snapshot)
    {
        ulong test = snapshot.Cell.Id;
        TestName? name = _view.Derivation.Plans.Find(test)?.Name;
        try
        {
            CellLive cell = FollowWhole(snapshot, name);
            if (_bad.Remove(test, out string? work))
            {
                _view.Loops.Succeeded(work);
            }

            return cell;
        }
#pragma warning disable CA1031 // Whatever it is, it is this cell's: one bad cell is one bad tile.
        catch (Exception error)
#pragma warning restore CA1031
        {
            // It may be called otherwise by the time it succeeds.
            _bad.TryAdd(test, WorkOf(snapshot.Cell.Name));
            _view.Loops.Failed(_bad[test], error);
            return _now.Find(test) is { State: CellState.Faulty } shown && ReferenceEquals(shown.Snapshot, snapshot)
                ? shown
                : CellLive.Bad(snapshot, TestReference.Of(name));
        }
    }

    private static string WorkOf(string cell) => $"cell {cell} on the page";

    private CellLive FollowWhole(CellSnapshot snapshot, TestName? name)
    {
        ulong test = snapshot.Cell.Id;
        if (!_cells.TryGetValue(test, out LiveCell? cell))
        {
            _cells[test] = cell = new LiveCell(snapshot, _view.Time);
        }

        return cell.Look(
            snapshot, name, _view.Derivation.Plans.MetadataOf(test), _results.Of(snapshot), _alerts.Of(test));
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
