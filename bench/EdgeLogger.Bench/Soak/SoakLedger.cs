using System.Collections.Generic;

namespace EdgeLogger.Bench.Soak;

/// <summary>What was made at one end and what is there at the other.</summary>
internal sealed record SoakLedger
{
    /// <summary>Frames, and rows in them, that were whole in the boards' flash.</summary>
    public required long FramesMade { get; init; }

    public required long RowsMade { get; init; }

    /// <summary>Rows that were in a board's memory when its power went, in a frame that was not yet closed.</summary>
    public required long RowsGone { get; init; }

    /// <summary>Frames that the boards sent, each as often as it was sent, and those that still wait at the end.</summary>
    public required long FramesSent { get; init; }

    public required long FramesWaiting { get; init; }

    /// <summary>Frames and rows in the gateway's log.</summary>
    public required long FramesStored { get; init; }

    public required long RowsStored { get; init; }

    /// <summary>Rows that went into results.</summary>
    public required long RowsDerived { get; init; }

    public required int HalfCycles { get; init; }

    public required int Cycles { get; init; }

    /// <summary>Made and not stored, board by board, so that one board's surplus cannot hide another's loss.</summary>
    public required long FramesLost { get; init; }

    /// <summary>Made and not derived.</summary>
    public required long RowsLost { get; init; }

    /// <summary>Stored beyond what was made.</summary>
    public required long FramesDoubled { get; init; }

    /// <summary>Derived beyond what was made.</summary>
    public required long RowsDoubled { get; init; }

    /// <summary>Boards with as many frames in the log as they made, but not the same ones.</summary>
    public required int BoardsChanged { get; init; }

    /// <summary>Frames in the log that are not whole, and holes in its numbers.</summary>
    public required long Damage { get; init; }

    /// <summary>Messages refused, by reason.</summary>
    public required IReadOnlyDictionary<string, long> Refused { get; init; }

    /// <summary>The first difference between the live results and a rebuild; null if there is none.</summary>
    public required string? RebuildDifference { get; init; }

    /// <summary>Everything that was made is there, once and unchanged, and so are its results.</summary>
    public bool IsClean => FramesLost + RowsLost + FramesDoubled + RowsDoubled + BoardsChanged + Damage + FramesWaiting == 0
        && RebuildDifference is null;
}
