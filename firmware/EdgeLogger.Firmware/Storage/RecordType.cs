namespace EdgeLogger.Firmware.Storage;

/// <summary>What a record in the ring is. Erased flash reads 0xFF, which is none of these.</summary>
internal static class RecordType
{
    /// <summary>A frame; value is its sequence number, and the frame's bytes follow.</summary>
    public const byte Frame = 1;

    /// <summary>The board started; value is the boot count.</summary>
    public const byte Boot = 2;

    /// <summary>The gateway has every frame up to value.</summary>
    public const byte Freed = 3;

    /// <summary>
    /// A schema document, which frames of this segment need; value is its CRC-32, and so the hash by which they name it, and its
    /// bytes follow.
    /// </summary>
    public const byte Schema = 4;
}
