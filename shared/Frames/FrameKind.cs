namespace EdgeLogger.Frames;

/// <summary>What a frame's body holds (byte 3).</summary>
public enum FrameKind : byte
{
    /// <summary>Measured rows of one slot.</summary>
    Rows = 0,

    /// <summary>One event: code, channel, value, text.</summary>
    Event = 1,

    /// <summary>The moment UTC became known: the header's uptime and offset are the pair. No body.</summary>
    Anchor = 2,

    /// <summary>A range of sequence numbers that the board no longer holds.</summary>
    Gap = 3,
}
