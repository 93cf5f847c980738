using System.Collections.Generic;

namespace EdgeLogger.Sinks.Store;

/// <summary>What a server has accepted or refused for good, not yet in the sink's file.</summary>
internal sealed class Progress
{
    private readonly int _deadLettersKept;
    private readonly Queue<DeadLetter> _deadLetters = [];

    public Progress(int deadLettersKept) => _deadLettersKept = deadLettersKept;

    public Dictionary<ulong, SampleCursor> Samples { get; } = [];

    public Dictionary<ulong, ResultCursor> Results { get; } = [];

    public Dictionary<ulong, StepCursor> Steps { get; } = [];

    /// <summary>Cursors of other sources, by their names.</summary>
    public Dictionary<string, long> Others { get; } = [];

    /// <summary>The newest points set aside.</summary>
    public IReadOnlyCollection<DeadLetter> DeadLetters => _deadLetters;

    /// <summary>All points set aside.</summary>
    public long PointsSetAside { get; private set; }

    public bool IsEmpty => Samples.Count + Results.Count + Steps.Count + Others.Count == 0;

    public void Add(SampleCursor cursor) => Samples[cursor.StreamId] = cursor;

    public void Add(ResultCursor cursor) => Results[cursor.StreamId] = cursor;

    public void Add(StepCursor cursor) => Steps[cursor.StreamId] = cursor;

    public void Add(DeadLetter letter)
    {
        PointsSetAside++;
        _deadLetters.Enqueue(letter);
        if (_deadLetters.Count > _deadLettersKept)
        {
            _deadLetters.Dequeue();
        }
    }
}
