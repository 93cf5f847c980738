namespace EdgeLogger.FrameLog.Maintenance;

/// <summary>What the frames of one stream show.</summary>
public sealed record StreamAudit
{
    /// <summary>The stream, with the mark that is stored.</summary>
    public required StreamEntry Stream { get; init; }

    /// <summary>Frames in the log.</summary>
    public required long Frames { get; init; }

    /// <summary>Every number up to this one is in the log or reported lost.</summary>
    public required uint Contiguous { get; init; }

    /// <summary>The highest number in the log.</summary>
    public required uint Highest { get; init; }

    /// <summary>Numbers reported lost that are not in the log, beyond what has been dropped.</summary>
    public required long ReportedLost { get; init; }

    /// <summary>Numbers below the highest one that are neither in the log nor reported lost.</summary>
    public required long Missing { get; init; }

    /// <summary>Arrival of the newest frame, Unix ms.</summary>
    public required long NewestUtcMs { get; init; }

    /// <summary>Frames whose time is not to be believed (<see cref="BelievableUtc"/>): they date nothing.</summary>
    public long ImpossibleTimes { get; init; }

    /// <summary>The gateway has reported to the board that numbers are on disk which are not.</summary>
    public bool IsMarkTooHigh => Stream.Contiguous > Contiguous;
}
