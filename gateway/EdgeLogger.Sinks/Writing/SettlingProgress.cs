using System;
using System.Collections.Generic;
using EdgeLogger.Sinks.Store;

namespace EdgeLogger.Sinks.Writing;

/// <summary>
/// Keeps progress back from the sink's file until the server has had time to put on its own disk what it accepted. Two
/// generations: the older one is saved when the younger is as old as that time.
/// </summary>
internal sealed class SettlingProgress
{
    private readonly SinkStore _store;
    private readonly InfluxOptions _options;
    private readonly TimeProvider _time;
    private Progress _older;
    private Progress _younger;
    private long _turnedAt;

    public SettlingProgress(SinkStore store, InfluxOptions options, TimeProvider time)
    {
        _store = store;
        _options = options;
        _time = time;
        _older = new Progress(options.DeadLettersKept);
        _younger = new Progress(options.DeadLettersKept);
        _turnedAt = time.GetTimestamp();
    }

    /// <summary>Points quarantined, those included that are not saved yet.</summary>
    public long PointsQuarantined => _store.PointsQuarantined + _older.PointsQuarantined + _younger.PointsQuarantined;

    public void Add(PreparedBatch batch, IEnumerable<DeadLetter> rejected)
    {
        foreach (StepCursor cursor in batch.Steps)
        {
            _younger.Add(cursor);
        }

        foreach ((string source, long position) in batch.Others)
        {
            _younger.Others[source] = position;
        }

        foreach (SampleCursor cursor in batch.Samples)
        {
            _younger.Add(cursor);
        }

        foreach (ResultCursor cursor in batch.Results)
        {
            _younger.Add(cursor);
        }

        foreach (DeadLetter letter in rejected)
        {
            _younger.Add(letter);
        }
    }

    /// <summary>Saves what has settled; true if there was something.</summary>
    public bool SaveSettled()
    {
        if (_time.GetElapsedTime(_turnedAt) < _options.SettleTime)
        {
            return false;
        }

        _turnedAt = _time.GetTimestamp();
        bool hasSettled = Save(_older);
        _older = _younger;
        _younger = new Progress(_options.DeadLettersKept);
        return hasSettled;
    }

    /// <summary>Saves everything: the sink stops while the server is well.</summary>
    public void SaveAll()
    {
        Save(_older);
        Save(_younger);
    }

    private bool Save(Progress progress)
    {
        if (!progress.IsEmpty)
        {
            _store.Save(progress);
        }

        return !progress.IsEmpty;
    }
}
