using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.Sinks.Store;

namespace EdgeLogger.Sinks.Writing;

/// <summary>
/// Keeps one InfluxDB-speaking server up with the log and the results, in its own time: it reads what is on disk from its own
/// cursors, holds one batch in memory, and never makes ingest or derivation wait. What is written twice falls on the same points.
/// </summary>
public sealed class InfluxSink : IAsyncDisposable
{
    private readonly string _directory;
    private readonly DerivedStore _derived;
    private readonly InfluxOptions _options;
    private readonly TimeProvider _time;
    private readonly ILineTarget _target;
    private readonly ConcurrentDictionary<ulong, bool> _changed = new();
    private readonly CancellationTokenSource _stopping = new();
    private volatile SinkStatus _status;
    private Task _running = Task.CompletedTask;

    /// <param name="directory">The data directory, which holds the log.</param>
    /// <param name="derived">The results; the caller's to dispose after this sink.</param>
    /// <param name="options">Where to write.</param>
    /// <param name="target">The server; disposed with this sink.</param>
    /// <param name="time">The clock of waits.</param>
    public InfluxSink(string directory, DerivedStore derived, InfluxOptions options, ILineTarget target, TimeProvider time)
    {
        _directory = directory;
        _derived = derived;
        _options = options;
        _target = target;
        _time = time;
        _status = new SinkStatus(options.Name, SinkState.Starting, "", 0, 0, 0, null);
    }

    /// <summary>Points that are neither rows nor results. Set before <see cref="Start"/>.</summary>
    public IReadOnlyList<IPointSource> Sources { get; init; } = [];

    /// <summary>The tests. Set before <see cref="Start"/>; without it each stream is one.</summary>
    public TestPlans Plans { get; init; } = new();

    /// <summary>How it stands.</summary>
    public SinkStatus Status => _status;

    /// <summary>Raised, on the sink's own thread, when <see cref="Status"/> has changed.</summary>
    public event Action<SinkStatus>? StatusChanged;

    /// <summary>A sink with the adapter that suits its server.</summary>
    public static InfluxSink Create(
        string directory, DerivedStore derived, TestPlans plans, InfluxOptions options, IReadOnlyList<IPointSource> sources,
        TimeProvider time) =>
        new(directory, derived, options, LineTargets.Create(options, time), time) { Sources = sources, Plans = plans };

    /// <summary>
    /// The first frame of each stream that the server is not known to have; a stream that is not named is needed from its
    /// beginning. Null: this sink writes no samples, and needs no frames. Reads the sink's file, so that what it says survives a
    /// loss of the process.
    /// </summary>
    public IReadOnlyDictionary<ulong, long>? NeededFrom()
    {
        if (_options.Samples.Every is null)
        {
            return null;
        }

        using FrameLogReader log = FrameLogReader.Open(_directory);
        using SinkStore store = SinkStore.Open(_directory, _options.Name, log.LogId, _options.DeadLettersKept);
        return store.SampleCursors().ToDictionary(cursor => cursor.StreamId, cursor => cursor.NextSequence);
    }

    /// <summary>Begins to write, from where it was when it stopped.</summary>
    public void Start() => _running = Task.Run(() => RunAsync(_stopping.Token));

    /// <summary>
    /// Says that a cell has new results: subscribe it to the derivation's <c>Stored</c>. Cheap; from any thread.
    /// </summary>
    public void ResultsStored(CellUpdate update)
    {
        if (update.Halves.Count + update.Cycles.Count + update.Steps.Count + update.Dates.Count > 0)
        {
            _changed[update.Cell.Id] = true;
        }
    }

    /// <summary>Stops where it stands. What the server has not accepted is written after the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _target.Dispose();
        _stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        bool mayStartOver = true;
        for (int failures = 0; !stopping.IsCancellationRequested; failures++)
        {
            try
            {
                SinkRun run = new(
                    _directory, _derived, Plans, _options, _time, _changed, Sources, _target.TakesGzip, mayStartOver);
                await using (run.ConfigureAwait(false))
                {
                    mayStartOver &= !await FollowAsync(run, stopping).ConfigureAwait(false);
                }

                failures = -1;
            }
#pragma warning disable CA1031 // Whatever it is: a mirror that fails must be seen, and must not end the gateway.
            catch (Exception error)
#pragma warning restore CA1031
            {
                SetStatus(_status with { State = SinkState.Failing, Words = error.Message });
                await WaitAsync(RetryWait.After(failures, _options), stopping).ConfigureAwait(false);
            }
        }

        SetStatus(_status with { State = SinkState.Stopped, Words = "" });
    }

    /// <summary>Writes until the sink is stopped or needs a new run; whether that is because the server was gone.</summary>
    private async Task<bool> FollowAsync(SinkRun run, CancellationToken stopping)
    {
        SinkState noted = SinkState.Starting;
        void Note()
        {
            SinkStatus status = _status;
            if (status.State != noted)
            {
                noted = status.State;
                run.SaveState(status.State, status.Words, _time.GetUtcNow());
            }
        }

        Delivery delivery = new(_target, _options, _time, (state, words) =>
        {
            SetStatus(_status with { State = state, Words = words, FramesBehind = run.CountFramesBehind() });
            Note();
        });
        try
        {
            if (await run.SupersedeAsync(delivery, stopping).ConfigureAwait(false))
            {
                return false;
            }

            StepResult step;
            do
            {
                step = await run.StepAsync(delivery, stopping).ConfigureAwait(false);
                Show(run, step);
                Note();
                if (step.IsSuperseded)
                {
                    return false;
                }

                if (!step.HasMore && !step.MustStartOver)
                {
                    await Task.Delay(_options.FlushEvery, _time, stopping).ConfigureAwait(false);
                }
            }
            while (!step.MustStartOver);
            return true;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            run.SaveAll();
            return false;
        }
    }

    private void Show(SinkRun run, StepResult step) => SetStatus(_status with
    {
        State = step.HasMore || step.MustStartOver ? SinkState.CatchingUp : SinkState.UpToDate,
        Words = "",
        Points = _status.Points + step.Points,
        PointsQuarantined = run.PointsQuarantined,
        FramesBehind = run.CountFramesBehind(),
        AcceptedAt = step.Points > 0 ? _time.GetUtcNow() : _status.AcceptedAt,
    });

    private async Task WaitAsync(TimeSpan wait, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(wait, _time, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Stopping: the loop sees it.
        }
    }

    private void SetStatus(SinkStatus status)
    {
        if (status != _status)
        {
            _status = status;
            StatusChanged?.Invoke(status);
        }
    }
}
