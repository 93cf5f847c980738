namespace EdgeLogger.Frames;

/// <summary>Bits of the flags byte (byte 4).</summary>
public static class FrameFlags
{
    /// <summary>16 bytes of HMAC-SHA256 stand before the CRC.</summary>
    public const byte Authenticated = 0x02;

    /// <summary>
    /// Integration starts again: the first row is an instant, not a mean since the row before it. Set on the first frame of a
    /// boot and after every break in the readings.
    /// </summary>
    public const byte Restart = 0x04;

    /// <summary>All bits that version 1 gives a meaning. A frame with any other bit set is refused.</summary>
    public const byte Known = Authenticated | Restart;
}
