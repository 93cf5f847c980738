using System.Collections.Generic;

namespace EdgeLogger.Gateway.Soak;

/// <summary>What was made at one end and what is there at the other.</summary>
internal sealed record SoakLedger
{
    /// <summary>Frames and rows that the boards made.</summary>
    public required long FramesMade { get; init; }

    public required long RowsMade { get; init; }

    /// <summary>Frames that the boards sent, each as often as it was sent, and those they know to be on disk.</summary>
    public required long FramesSent { get; init; }

    public required long FramesAcknowledged { get; init; }

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

    /// <summary>Frames in the log that are not whole, and holes in its numbers.</summary>
    public required long Damage { get; init; }

    /// <summary>Messages refused, by reason.</summary>
    public required IReadOnlyDictionary<string, long> Refused { get; init; }

    /// <summary>The first difference between the live results and a rebuild; null if there is none.</summary>
    public required string? RebuildDifference { get; init; }

    /// <summary>Everything that was made is there, once, and so are its results.</summary>
    public bool IsClean => FramesLost + RowsLost + FramesDoubled + RowsDoubled + Damage == 0
        && FramesAcknowledged == FramesMade && RebuildDifference is null;
}
