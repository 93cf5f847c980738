namespace EdgeLogger.Firmware.Seams;

/// <summary>
/// Seam to non-volatile memory: equal segments, each erased as a whole and then written from its start on. A write that has
/// returned true survives a loss of power; one that was cut short may have left any part of itself. The device binds it to one
/// file a segment (closed after every write, which is what commits it), the bench to memory or to a file.
/// </summary>
public interface IFlash
{
    /// <summary>How many segments there are, 4 at least.</summary>
    int SegmentCount { get; }

    /// <summary>Bytes of one segment, 4,096 at least.</summary>
    int SegmentLength { get; }

    /// <summary>Reads bytes; what was never written since the last erase reads as 0xFF. False on a fault of the medium.</summary>
    bool Read(int segment, int offset, byte[] buffer, int bufferOffset, int count);

    /// <summary>Writes bytes to a part of a segment not written since its last erase. False on a fault of the medium.</summary>
    bool Write(int segment, int offset, byte[] buffer, int bufferOffset, int count);

    /// <summary>Erases a segment. False on a fault of the medium.</summary>
    bool Erase(int segment);
}
