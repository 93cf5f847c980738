using System.Collections.Generic;

namespace EdgeLogger.Sinks.Store;

/// <summary>What a server has accepted or refused permanently, not yet in the sink's file.</summary>
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

    /// <summary>The newest points quarantined.</summary>
    public IReadOnlyCollection<DeadLetter> DeadLetters => _deadLetters;

    /// <summary>All points quarantined.</summary>
    public long PointsQuarantined { get; private set; }

    public bool IsEmpty => Samples.Count + Results.Count + Steps.Count + Others.Count == 0;

    public void Add(SampleCursor cursor) => Samples[cursor.StreamId] = cursor;

    public void Add(ResultCursor cursor) => Results[cursor.StreamId] = cursor;

    public void Add(StepCursor cursor) => Steps[cursor.StreamId] = cursor;

    public void Add(DeadLetter letter)
    {
        PointsQuarantined++;
        _deadLetters.Enqueue(letter);
        if (_deadLetters.Count > _deadLettersKept)
        {
            _deadLetters.Dequeue();
        }
    }
}

/// <summary>How far a stream's samples are on a server.</summary>
/// <param name="StreamId">The stream.</param>
/// <param name="NextSequence">The first frame the server does not have.</param>
internal readonly record struct SampleCursor(ulong StreamId, long NextSequence);

/// <summary>How many of a stream's results are on a server.</summary>
/// <param name="StreamId">The stream.</param>
/// <param name="Halves">Half cycles the server has: the first ones.</param>
/// <param name="Cycles">Cycles the server has: the first ones.</param>
/// <param name="Fingerprint">Of those results; another one means that they were derived again and are to be written
/// again.</param>
internal readonly record struct ResultCursor(ulong StreamId, int Halves, int Cycles, long Fingerprint);

/// <summary>How many of a stream's steps are on a server.</summary>
/// <param name="StreamId">The stream.</param>
/// <param name="Steps">Steps the server has: the first ones.</param>
/// <param name="LastEndS">End of the last of them, s; another one means that they were derived again and are to be written
/// again.</param>
internal readonly record struct StepCursor(ulong StreamId, int Steps, double LastEndS);

/// <summary>A point that a server will never take.</summary>
/// <param name="Line">The point as line protocol, UTF-8.</param>
/// <param name="Words">The server's words.</param>
/// <param name="RejectedUtcMs">When, Unix ms.</param>
public sealed record DeadLetter(byte[] Line, string Words, long RejectedUtcMs);
