using System.Threading;
using EdgeLogger.FrameLog;

namespace EdgeLogger.Ingest;

/// <summary>What has come in since the start. To be read at any time from any thread.</summary>
public sealed class IngestCounters
{
    private readonly long[] _refused = new long[RefusalNames.Count];
    private long _messages;
    private long _stored;
    private long _duplicates;
    private long _storedBytes;
    private long _storedRows;
    private long _acksPublished;
    private long _acksFailed;
    private long _storedAt;

    /// <summary>Messages of any kind, refused ones included.</summary>
    public long Messages => Volatile.Read(ref _messages);

    /// <summary>New frames on disk.</summary>
    public long StoredFrames => Volatile.Read(ref _stored);

    /// <summary>Frames that were on disk already.</summary>
    public long DuplicateFrames => Volatile.Read(ref _duplicates);

    /// <summary>Bytes of the new frames.</summary>
    public long StoredBytes => Volatile.Read(ref _storedBytes);

    /// <summary>Rows of the new frames.</summary>
    public long StoredRows => Volatile.Read(ref _storedRows);

    /// <summary>Acknowledgements the broker has taken.</summary>
    public long AcksPublished => Volatile.Read(ref _acksPublished);

    /// <summary>Acknowledgements that could not be published. The board sends again, and is acknowledged then.</summary>
    public long AcksFailed => Volatile.Read(ref _acksFailed);

    /// <summary>Messages of all kinds refused for this reason.</summary>
    public long Refused(RefusalReason reason) => Volatile.Read(ref _refused[(int)reason]);

    internal void CountMessage() => Interlocked.Increment(ref _messages);

    /// <summary>When a frame was stored last, as a timestamp of the ingest's clock; 0 if none was since the start.</summary>
    public long LastStoredAt => Volatile.Read(ref _storedAt);

    internal void CountStored(int bytes, int rows, long at)
    {
        Volatile.Write(ref _storedAt, at);
        Interlocked.Increment(ref _stored);
        Interlocked.Add(ref _storedBytes, bytes);
        Interlocked.Add(ref _storedRows, rows);
    }

    internal void CountDuplicate() => Interlocked.Increment(ref _duplicates);

    internal void CountRefused(RefusalReason reason) => Interlocked.Increment(ref _refused[(int)reason]);

    internal void CountAckPublished() => Interlocked.Increment(ref _acksPublished);

    internal void CountAckFailed() => Interlocked.Increment(ref _acksFailed);
}
