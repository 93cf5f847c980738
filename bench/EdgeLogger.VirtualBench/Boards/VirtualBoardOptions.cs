using System;
using System.Collections.Generic;
using EdgeLogger.Firmware.Uplink;

namespace EdgeLogger.VirtualBench.Boards;

/// <summary>One virtual board. The same options on an empty flash make the same frames, byte by byte.</summary>
public sealed record VirtualBoardOptions
{
    /// <summary>3 to 32 of a-z, 0-9 and '-'.</summary>
    public required string BoardId { get; init; }

    /// <summary>The slots; one stream each.</summary>
    public required IReadOnlyList<VirtualSlotOptions> Slots { get; init; }

    /// <summary>
    /// Decides stream names, noise and jitter. A second run with the same seed on an empty flash is, to a gateway, the same board
    /// sending the same frames again.
    /// </summary>
    public required ulong Seed { get; init; }

    /// <summary>The board's key, 32 bytes; null: it has none.</summary>
    public byte[]? Key { get; init; }

    /// <summary>UTC (Unix, ms) at uptime 0, of which the board learns at <see cref="UtcKnownAfterS"/>.</summary>
    public long StartUnixMs { get; init; } = 1_767_225_600_000;

    /// <summary>Uptime at which the board learns of UTC, s; infinite if never. Default at once.</summary>
    public double UtcKnownAfterS { get; init; }

    /// <summary>Reporting period, ms.</summary>
    public int PeriodMs { get; init; } = 1000;

    /// <summary>Rows a frame holds, 1 to 255.</summary>
    public int RowsPerFrame { get; init; } = 60;

    /// <summary>
    /// Frames of one slot that may wait for the gateway before the board's time stands still, so that no speed overwrites
    /// anything. Three quarters of the ring are the limit in any case. 0: time never waits, and a full ring overwrites as on a
    /// real board.
    /// </summary>
    public int MaxBacklogFrames { get; init; } = 512;

    /// <summary>Uplink settings; the default is that of a bench: a wide window and no limit on backfill.</summary>
    public UplinkSettings Uplink { get; init; } = FastUplink();

    /// <summary>Flash segments of each slot's ring, 4 at least.</summary>
    public int SegmentsPerSlot { get; init; } = 8;

    /// <summary>Bytes of a segment.</summary>
    public int SegmentLength { get; init; } = 65536;

    /// <summary>A wide window, no limit on backfill, many messages a step.</summary>
    public static UplinkSettings FastUplink() => new()
    {
        Window = 256,
        BackfillIntervalMs = 0,
        FramesPerStep = 64,
        MessagesPerStep = 64,
    };

    internal void Check()
    {
        if (Slots.Count == 0)
        {
            throw new ArgumentException($"Board '{BoardId}' has no slot.", nameof(Slots));
        }

        if (!Topics.BoardId.IsValid(BoardId))
        {
            throw new ArgumentException($"'{BoardId}' is not a board id: 3 to 32 of a-z, 0-9 and '-'.", nameof(BoardId));
        }
    }
}
