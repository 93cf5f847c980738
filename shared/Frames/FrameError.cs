namespace EdgeLogger.Frames;

/// <summary>Why a frame was refused. Zero is the only good answer.</summary>
public enum FrameError : byte
{
    None = 0,

    /// <summary>Shorter than a header and a CRC.</summary>
    TooShort,

    /// <summary>Longer than <see cref="FrameLayout.MaxFrameLength"/>.</summary>
    TooLong,

    /// <summary>The first two bytes are not "EL".</summary>
    NotAFrame,

    /// <summary>A version that this program does not know.</summary>
    UnknownVersion,

    /// <summary>The CRC-32 does not agree with the bytes.</summary>
    BadCrc,

    /// <summary>A header field holds a value that version 1 does not allow.</summary>
    BadHeader,

    /// <summary>The body ends before its counts do, or goes on after them.</summary>
    BadBody,
}
