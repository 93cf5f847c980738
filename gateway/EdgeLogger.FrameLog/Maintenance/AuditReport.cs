using System.Collections.Generic;

namespace EdgeLogger.FrameLog.Maintenance;

/// <summary>What reading a whole frame log has shown.</summary>
public sealed record AuditReport
{
    /// <summary>What SQLite finds wrong with its file; empty if nothing.</summary>
    public required IReadOnlyList<string> FileFaults { get; init; }

    /// <summary>Frames in the log.</summary>
    public required long Frames { get; init; }

    /// <summary>Their bytes.</summary>
    public required long FrameBytes { get; init; }

    /// <summary>
    /// Bytes of frames a day, over the seven days before the newest one, or as long as the log goes back; 0 if that is less than
    /// an hour.
    /// </summary>
    public required double FrameBytesADay { get; init; }

    /// <summary>Frames whose bytes the disk has changed.</summary>
    public required IReadOnlyList<DamagedFrame> Damaged { get; init; }

    /// <summary>Each stream, compared with what is stored about it.</summary>
    public required IReadOnlyList<StreamAudit> Streams { get; init; }

    /// <summary>The segments, the oldest first; empty for a log of the version that had none.</summary>
    public required IReadOnlyList<LogSegment> Segments { get; init; }

    /// <summary>Schemas that frames of rows name.</summary>
    public required IReadOnlyList<SchemaUse> Schemas { get; init; }

    /// <summary>How often each board was refused, by reason, since the log was made.</summary>
    public required IReadOnlyList<RefusalCount> Refusals { get; init; }
}

/// <summary>A schema that frames of a stream name.</summary>
/// <param name="Board">The stream's board.</param>
/// <param name="StreamId">The stream.</param>
/// <param name="Hash">What the frames call it by.</param>
/// <param name="Document">Its bytes; null if the board has never sent it.</param>
/// <param name="Frames">Frames of rows that name it.</param>
/// <param name="FirstUtcMs">When the first of them arrived, Unix ms.</param>
public sealed record SchemaUse(string Board, ulong StreamId, uint Hash, byte[]? Document, long Frames, long FirstUtcMs);
