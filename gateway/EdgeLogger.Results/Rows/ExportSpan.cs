namespace EdgeLogger.Results.Rows;

/// <summary>A span of UTC. What has no UTC is in it only if it has no ends.</summary>
/// <param name="FromUtcMs">Its start, Unix ms, itself included; null for none.</param>
/// <param name="ToUtcMs">Its end, Unix ms, itself not included; null for none.</param>
public readonly record struct ExportSpan(long? FromUtcMs, long? ToUtcMs)
{
    /// <summary>Whether a moment is in it.</summary>
    public bool Holds(long? utcMs) => utcMs is { } at
        ? at >= (FromUtcMs ?? long.MinValue) && (ToUtcMs is not { } end || at < end)
        : FromUtcMs is null && ToUtcMs is null;
}
