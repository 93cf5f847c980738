using System;
using NativeCrc32 = System.IO.Hashing.Crc32;

namespace EdgeLogger.Frames;

/// <summary>
/// The CRC-32 of shared/Frames/Crc32.cs, by the interpreter's native routine: in managed code it would cost most of a frame.
/// </summary>
public static class Crc32
{
    /// <summary>The CRC-32 of <paramref name="length"/> bytes from <paramref name="offset"/>.</summary>
    public static uint Compute(byte[] buffer, int offset, int length) =>
        NativeCrc32.HashToUInt32(new SpanByte(buffer, offset, length));
}
