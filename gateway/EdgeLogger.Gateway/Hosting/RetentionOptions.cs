using System;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>How much of the frame log is kept. Neither limit: all of it.</summary>
internal sealed record RetentionOptions
{
    /// <summary>Most bytes of the log, rows and indexes included; null: no limit.</summary>
    public long? Bytes { get; init; }

    /// <summary>Age beyond which a segment goes, counted from its newest frame; null: no limit.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>Bytes of a segment, the unit in which frames go.</summary>
    public long SegmentBytes { get; init; } = 64 << 20;

    /// <summary>Time between two looks at the limits.</summary>
    public TimeSpan CheckEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether anything ever goes.</summary>
    public bool IsLimited => Bytes is not null || Age is not null;
}
