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
    private readonly LineProtocolWriter _writer = new();

    public SinkRun(
        string directory, DerivedStore derived, InfluxOptions options, TimeProvider time, ConcurrentDictionary<ulong, bool> changed)
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

        _samples = new SampleSource(_reader, _store, options, time);
        _results = new ResultSource(derived, _reader, _store, options, changed);
    }

    public long FramesBehind => _samples.FramesBehind;

    public long PointsSetAside => _store.SetAside;

    /// <summary>Delivers one batch; returns how many points the server took, and whether there is more at once.</summary>
    public async Task<(int Points, bool More)> StepAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        _writer.Clear();
        _samples.Refresh();
        bool more = _results.Fill(_writer) || _samples.Fill(_writer);
        List<DeadLetter> rejected = _writer.Points > 0
            ? await delivery.DeliverAsync(_writer.Batch, cancellationToken).ConfigureAwait(false)
            : [];
        IReadOnlyCollection<SampleCursor> samples = _samples.TakeMoved();
        IReadOnlyCollection<ResultCursor> results = _results.TakeMoved();
        if (samples.Count + results.Count > 0)
        {
            _store.Save(samples, results, rejected);
        }

        return (_writer.Points - rejected.Count, more);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _store.Dispose();
    }
}
