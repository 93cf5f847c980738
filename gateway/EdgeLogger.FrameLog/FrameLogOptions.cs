using System;
using EdgeLogger.FrameLog.Writing;

namespace EdgeLogger.FrameLog;

/// <summary>Limits of the frame log.</summary>
public sealed record FrameLogOptions
{
    /// <summary>
    /// Items that wait for a commit before <see cref="FrameLogWriter.AppendAsync"/> makes its caller wait. Default 4,096.
    /// </summary>
    public int QueueLength { get; init; } = 4096;

    /// <summary>Most items of one transaction. Default 1,024.</summary>
    public int BatchItems { get; init; } = 1024;

    /// <summary>Bytes after which a transaction takes no further item. Default 1 MiB.</summary>
    public int BatchBytes { get; init; } = 1 << 20;

    /// <summary>Bytes the quarantine keeps; the oldest entries go first. Default 16 MiB.</summary>
    public long QuarantineBytes { get; init; } = 16 << 20;

    /// <summary>Bytes the quarantine keeps of one message. Default 4 KiB.</summary>
    public int QuarantineItemBytes { get; init; } = 4096;

    /// <summary>
    /// Pairs of reason and board that are counted apart; what comes after is counted under board "*". Default 10,000.
    /// </summary>
    public int RefusalCounters { get; init; } = 10_000;

    /// <summary>Boards that may have streams, and boards that may have schemas, in the log. Default 20,000.</summary>
    public int MaxBoards { get; init; } = 20_000;

    /// <summary>Streams a board may have; formatting its flash makes new ones. Default 256.</summary>
    public int MaxStreamsPerBoard { get; init; } = 256;

    /// <summary>Ranges beyond the contiguous part a stream may have. Default 4,096.</summary>
    public int MaxHolesPerStream { get; init; } = 4096;

    /// <summary>
    /// Schema documents a board may have: one a tare, zero, calibration or change of its configuration. Default 1,024.
    /// </summary>
    public int MaxSchemasPerBoard { get; init; } = 1024;

    /// <summary>Bytes after which a segment of the log is closed and the next one begun. Default 64 MiB.</summary>
    public long SegmentBytes { get; init; } = 64 << 20;

    /// <summary>Time after which a segment is closed. Default one day.</summary>
    public TimeSpan SegmentAge { get; init; } = TimeSpan.FromDays(1);

    /// <summary>First wait after a full disk, doubled up to <see cref="RetryMost"/>. Default 1 s.</summary>
    public TimeSpan RetryFirst { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait after a full disk. Default 30 s.</summary>
    public TimeSpan RetryMost { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Where tests put a fault or an end: called on the writer's thread at each step of a commit.</summary>
    internal Action<CommitStep>? Probe { get; init; }
}

/// <summary>Steps of the way of a batch.</summary>
internal enum CommitStep
{
    /// <summary>All rows are written, the transaction is open.</summary>
    BeforeCommit,

    /// <summary>On disk, nobody notified.</summary>
    AfterCommit,

    /// <summary>On disk, and reported.</summary>
    AfterCallback,
}
