using EdgeLogger.Frames;

namespace EdgeLogger.VirtualBench.Boards;

/// <summary>
/// Frames counted in any order: how many, their rows, and a sum over what they are. Two tallies are equal if, and but for one
/// chance in 2^64 only if, they are of the same frames, each as often.
/// </summary>
/// <param name="Frames">Frames.</param>
/// <param name="Rows">Rows in them.</param>
/// <param name="Sum">Sum of a hash of each frame's stream, number and CRC-32.</param>
public readonly record struct FrameTally(long Frames, long Rows, ulong Sum)
{
    /// <summary>These frames and one more.</summary>
    public FrameTally With(byte[] buffer, int offset, int length)
    {
        ulong stream = LittleEndian.ReadUInt64(buffer, offset + FrameLayout.StreamIdAt);
        ulong sequence = LittleEndian.ReadUInt32(buffer, offset + FrameLayout.SequenceAt);
        ulong crc = LittleEndian.ReadUInt32(buffer, offset + length - FrameLayout.CrcLength);
        return new FrameTally(Frames + 1, Rows + buffer[offset + FrameLayout.RowCountAt],
            unchecked(Sum + Mix(stream ^ Mix((sequence << 32) | crc))));
    }

    // SplitMix64's finaliser (Steele, Lea, Flood 2014).
    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
