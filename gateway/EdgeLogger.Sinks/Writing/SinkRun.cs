using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Sinks.LineProtocol;
using EdgeLogger.Sinks.Reading;
using EdgeLogger.Sinks.Store;
using EdgeLogger.Sinks.Superseding;

namespace EdgeLogger.Sinks.Writing;

/// <summary>
/// A sink at work, from its cursors on: read a batch, have it accepted, move the cursors. While the server works on one batch the
/// next one is read, packed and sent after it; cursors move in the order of the batches.
/// </summary>
internal sealed class SinkRun : IAsyncDisposable
{
    private readonly LogView _log;
    private readonly SinkStore _store;
    private readonly DeletedSamples _deleted;
    private readonly TimeProvider _time;
    private readonly WrittenTests _written;
    private readonly SampleSource _samples;
    private readonly ResultSource _results;
    private readonly SettlingProgress _settling;
    private readonly Lock _reading = new();
    private readonly Lock _saving = new();
    private readonly bool _packs;
    private readonly Queue<PreparedBatch> _free = new([new(), new()]);
    private readonly Queue<(PreparedBatch Batch, Task<List<DeadLetter>> Delivered)> _sent = new();
    private readonly CancellationTokenSource _givingUp = new();
    private readonly IReadOnlyList<IPointSource> _sources;
    private readonly Dictionary<string, long> _positions;
    private readonly int _batchPoints;
    private bool _hasMore = true;
    private bool _mayStartOver;

    /// <param name="directory">The data directory.</param>
    /// <param name="derived">The results.</param>
    /// <param name="plans">The tests.</param>
    /// <param name="options">Where to write.</param>
    /// <param name="time">The clock.</param>
    /// <param name="changed">Streams with new results.</param>
    /// <param name="sources">Other points.</param>
    /// <param name="packs">Whether batches are packed beforehand.</param>
    /// <param name="mayStartOver">
    /// Whether losing the server means to start over. Not while the last start over has not led to a saved cursor: a server that
    /// comes and goes would else be written the same points for ever.
    /// </param>
    public SinkRun(
        string directory,
        DerivedStore derived,
        TestPlans plans,
        InfluxOptions options,
        TimeProvider time,
        ConcurrentDictionary<ulong, bool> changed,
        IReadOnlyList<IPointSource> sources,
        bool packs,
        bool mayStartOver)
    {
        // The derivation reports a schema that cannot be read.
        _log = new LogView(directory, static _ => { });
        try
        {
            _store = SinkStore.Open(directory, options.Name, _log.Reader.LogId, options.DeadLettersKept);
        }
        catch
        {
            _log.Dispose();
            throw;
        }

        _packs = packs;
        _sources = sources;
        _batchPoints = options.BatchPoints;
        _positions = new Dictionary<string, long>(_store.OtherCursors());
        _mayStartOver = mayStartOver;
        _settling = new SettlingProgress(_store, options, time);
        _deleted = new DeletedSamples(_log, derived);
        _time = time;
        _written = new WrittenTests(_store, plans, _saving);
        _samples = new SampleSource(_log, derived, plans, _written, _store, options, time);
        _results = new ResultSource(derived, plans, _written, _store, options, changed);
    }

    /// <summary>Frames in the log whose points the server has not accepted.</summary>
    public long CountFramesBehind()
    {
        lock (_reading)
        {
            _samples.Refresh();
            return _samples.FramesBehind + _sent.Sum(sent => sent.Batch.Frames);
        }
    }

    public long PointsQuarantined => _settling.PointsQuarantined;

    /// <summary>Has the oldest batch delivered, and sends further ones meanwhile.</summary>
    public async Task<StepResult> StepAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        bool isSuperseded = _written.Look();
        if (isSuperseded && _sent.Count == 0)
        {
            return new StepResult(0, HasMore: true, MustStartOver: false) { IsSuperseded = true };
        }

        while (!isSuperseded && _free.Count > 0 && (_sent.Count == 0 || _hasMore))
        {
            PreparedBatch next = _free.Dequeue();
            Prepare(next);
            Task<List<DeadLetter>> sending = next.Writer.Points > 0
                ? delivery.DeliverAsync(next.Lines, _givingUp.Token)
                : Task.FromResult<List<DeadLetter>>([]);
            lock (_reading)
            {
                _sent.Enqueue((next, sending));
            }
        }

        (PreparedBatch batch, Task<List<DeadLetter>> delivered) = _sent.Peek();
        List<DeadLetter> rejected = await delivered.WaitAsync(cancellationToken).ConfigureAwait(false);
        lock (_reading)
        {
            _sent.Dequeue();
        }

        bool mustStartOver = delivery.HasLostContact && _mayStartOver;
        delivery.HasLostContact = false;
        if (!mustStartOver)
        {
            _settling.Add(batch, rejected);
            lock (_saving)
            {
                _mayStartOver |= _settling.SaveSettled();
            }
        }

        StepResult result = new(batch.Writer.Points - rejected.Count, _hasMore || _sent.Count > 0, mustStartOver);
        _free.Enqueue(batch);
        return result;
    }

    /// <summary>
    /// Has what is superseded deleted, or marked where a server cannot delete, and moves the saved cursors back. Nothing may be
    /// under way. A kill in between repeats it.
    /// </summary>
    /// <returns>Whether there was something: a new run has to follow.</returns>
    public async Task<bool> SupersedeAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        if (!_written.Look())
        {
            return false;
        }

        foreach (WrittenTest test in _written.Superseded)
        {
            PointDeletion points = new(LineText.Kept(test.Tags.Cell), test.Tags.Test, _deleted.SamplesOf(test))
            {
                Boards = test.Test == 0 ? _deleted.Boards() : [],
            };
            long? revision = null;
            if (!await delivery.DeleteAsync(points, cancellationToken).ConfigureAwait(false) && test.Test != 0)
            {
                revision = test.Tags.Revision + 1;
                RevisionPoint point = new(test, _written.TagsNow(test), revision.Value);
                await delivery.DeliverAsync(point.Lines(_time.GetUtcNow().ToUnixTimeMilliseconds()), cancellationToken)
                    .ConfigureAwait(false);
            }

            lock (_saving)
            {
                _store.Supersede(test, revision);
            }
        }

        return true;
    }

    /// <summary>Saves the cursors as they are: all before them is accepted.</summary>
    public void SaveAll() => _settling.SaveAll();

    public async ValueTask DisposeAsync()
    {
        await _givingUp.CancelAsync().ConfigureAwait(false);
        foreach ((PreparedBatch batch, Task<List<DeadLetter>> delivered) in _sent)
        {
            await ((Task)delivered).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            batch.Dispose();
        }

        foreach (PreparedBatch batch in _free)
        {
            batch.Dispose();
        }

        _written.SaveReach();
        _log.Dispose();
        _store.Dispose();
        _givingUp.Dispose();
    }

    /// <summary>Notes what the sink is doing where a person can read it.</summary>
    public void SaveState(SinkState state, string words, DateTimeOffset since)
    {
        lock (_saving)
        {
            _store.SaveState(state, words, since);
        }
    }

    private bool FillOthers(PreparedBatch batch)
    {
        Dictionary<string, long> moved = [];
        foreach (IPointSource source in _sources)
        {
            long before = _positions.GetValueOrDefault(source.Name);
            long after = source.Fill(batch.Writer, before, _batchPoints - batch.Writer.Points);
            if (after != before)
            {
                _positions[source.Name] = moved[source.Name] = after;
            }
        }

        batch.Others = moved;
        return batch.Writer.Points >= _batchPoints;
    }

    private void Prepare(PreparedBatch batch)
    {
        lock (_reading)
        {
            batch.Writer.Clear();
            batch.Packed.Clear();
            _samples.Refresh();
            long behind = _samples.FramesBehind;
            _hasMore = FillOthers(batch) || _results.Fill(batch.Writer) || _samples.Fill(batch.Writer);
            batch.Frames = behind - _samples.FramesBehind;
            batch.Samples = _samples.TakeMoved();
            (batch.Results, batch.Steps) = _results.TakeMoved();
            if (_packs && batch.Writer.Points > 0)
            {
                batch.Packed.Pack(batch.Writer.Batch.Span);
            }
        }
    }
}

/// <summary>How a step of a sink went.</summary>
/// <param name="Points">Points the server has accepted.</param>
/// <param name="HasMore">There is more to write at once.</param>
/// <param name="MustStartOver">The server was gone: go back to the saved cursors.</param>
internal readonly record struct StepResult(int Points, bool HasMore, bool MustStartOver)
{
    /// <summary>Points on the server are superseded, and nothing is under way: a new run has them deleted first.</summary>
    public bool IsSuperseded { get; init; }
}
