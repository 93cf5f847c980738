using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Derivation.Store;
using EdgeLogger.FrameLog;
using EdgeLogger.Sinks.LineProtocol;
using EdgeLogger.Sinks.Reading;
using EdgeLogger.Sinks.Store;

namespace EdgeLogger.Sinks;

/// <summary>A sink at work, from its cursors on: read a batch, have it accepted, move the cursors.</summary>
internal sealed class SinkRun : IDisposable
{
    private readonly FrameLogReader _reader;
    private readonly SinkStore _store;
    private readonly SampleSource _samples;
    private readonly ResultSource _results;
    private readonly SettlingProgress _settling;
    private readonly LineProtocolWriter _writer = new();
    private bool _mayStartOver;

    /// <param name="directory">The data directory.</param>
    /// <param name="derived">The results.</param>
    /// <param name="options">Where to write.</param>
    /// <param name="time">The clock.</param>
    /// <param name="changed">Streams with new results.</param>
    /// <param name="mayStartOver">
    /// Whether losing the server means to start over. Not while the last start over has not led to a saved cursor: a server that comes
    /// and goes would else be written the same points for ever.
    /// </param>
    public SinkRun(
        string directory,
        DerivedStore derived,
        InfluxOptions options,
        TimeProvider time,
        ConcurrentDictionary<ulong, bool> changed,
        bool mayStartOver)
    {
        _reader = FrameLogReader.Open(directory);
        try
        {
            _store = SinkStore.Open(directory, options.Name, _reader.LogId, options.DeadLettersKept);
        }
        catch
        {
            _reader.Dispose();
            throw;
        }

        _mayStartOver = mayStartOver;
        _settling = new SettlingProgress(_store, options, time);
        _samples = new SampleSource(_reader, _store, options, time);
        _results = new ResultSource(derived, _reader, _store, options, changed);
    }

    /// <summary>Frames in the log that have not become points.</summary>
    public long CountFramesBehind()
    {
        _samples.Refresh();
        return _samples.FramesBehind;
    }

    public long PointsSetAside => _settling.PointsSetAside;

    /// <summary>Delivers one batch.</summary>
    public async Task<StepResult> StepAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        _writer.Clear();
        _samples.Refresh();
        bool hasMore = _results.Fill(_writer) || _samples.Fill(_writer);
        List<DeadLetter> rejected = _writer.Points > 0
            ? await delivery.DeliverAsync(_writer.Batch, cancellationToken).ConfigureAwait(false)
            : [];
        bool mustStartOver = delivery.HasLostContact && _mayStartOver;
        delivery.HasLostContact = false;
        if (!mustStartOver)
        {
            _settling.Add(_samples.TakeMoved(), _results.TakeMoved(), rejected);
            _mayStartOver |= _settling.SaveSettled();
        }

        return new StepResult(_writer.Points - rejected.Count, hasMore, mustStartOver);
    }

    /// <summary>Saves the cursors as they are: all before them is accepted.</summary>
    public void SaveAll() => _settling.SaveAll();

    public void Dispose()
    {
        _reader.Dispose();
        _store.Dispose();
    }
}
