using System;

namespace EdgeLogger.Ingest;

/// <summary>Limits of what is taken from boards.</summary>
public sealed record IngestOptions
{
    /// <summary>Slots of a board, numbered from 0. A configured board has four; some more leave room for other boards.</summary>
    public const int MaxSlots = 16;

    /// <summary>
    /// Longest payload on a data topic that is looked at, bytes; longer than a frame, so that each is refused by its own name.
    /// Default 16 KiB.
    /// </summary>
    public int MaxDataBytes { get; init; } = 16 * 1024;

    /// <summary>Longest schema document, bytes. Default 16 KiB.</summary>
    public int MaxSchemaBytes { get; init; } = 16 * 1024;

    /// <summary>Longest state document, bytes. Default 4 KiB.</summary>
    public int MaxStateBytes { get; init; } = 4 * 1024;

    /// <summary>Longest answer to a command, bytes. Default 16 KiB.</summary>
    public int MaxCommandResultBytes { get; init; } = 16 * 1024;

    /// <summary>Boards whose state is kept. Default 20,000.</summary>
    public int MaxBoards { get; init; } = 20_000;

    /// <summary>
    /// For how long further refusals of one board and reason wait before the next line of the log. Default one minute.
    /// </summary>
    public TimeSpan RefusalLogPeriod { get; init; } = TimeSpan.FromMinutes(1);
}
