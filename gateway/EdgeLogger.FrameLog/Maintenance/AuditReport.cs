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

    /// <summary>Bytes of the frames that came in the last seven days before the newest one.</summary>
    public required long FrameBytesOfWeek { get; init; }

    /// <summary>Frames whose bytes the disk has changed.</summary>
    public required IReadOnlyList<DamagedFrame> Damaged { get; init; }

    /// <summary>Each stream, compared with what is stored about it.</summary>
    public required IReadOnlyList<StreamAudit> Streams { get; init; }

    /// <summary>Schemas that frames of rows name.</summary>
    public required IReadOnlyList<SchemaUse> Schemas { get; init; }
}
