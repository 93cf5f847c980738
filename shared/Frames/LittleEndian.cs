namespace EdgeLogger.Frames;

/// <summary>Little-endian numbers in a byte array. Offsets are the caller's to check.</summary>
public static class LittleEndian
{
    public static void WriteUInt16(byte[] buffer, int offset, ushort value)
    {
        buffer[offset] = (byte)value;
        buffer[offset + 1] = (byte)(value >> 8);
    }

    public static void WriteUInt32(byte[] buffer, int offset, uint value)
    {
        buffer[offset] = (byte)value;
        buffer[offset + 1] = (byte)(value >> 8);
        buffer[offset + 2] = (byte)(value >> 16);
        buffer[offset + 3] = (byte)(value >> 24);
    }

    public static void WriteUInt64(byte[] buffer, int offset, ulong value)
    {
        WriteUInt32(buffer, offset, (uint)value);
        WriteUInt32(buffer, offset + 4, (uint)(value >> 32));
    }

    public static void WriteInt64(byte[] buffer, int offset, long value) => WriteUInt64(buffer, offset, (ulong)value);

    public static ushort ReadUInt16(byte[] buffer, int offset) => (ushort)(buffer[offset] | buffer[offset + 1] << 8);

    public static uint ReadUInt32(byte[] buffer, int offset) => buffer[offset]
        | (uint)buffer[offset + 1] << 8 | (uint)buffer[offset + 2] << 16 | (uint)buffer[offset + 3] << 24;

    public static ulong ReadUInt64(byte[] buffer, int offset) =>
        ReadUInt32(buffer, offset) | (ulong)ReadUInt32(buffer, offset + 4) << 32;

    public static long ReadInt64(byte[] buffer, int offset) => Signed(ReadUInt64(buffer, offset));

    /// <summary>
    /// The same bits as a signed number. A cast alone is not enough on the device: its interpreter keeps the sign of where a
    /// number came from, and then shifts, divides and widens a negative one as if it were huge.
    /// </summary>
    public static long Signed(ulong bits) => ((long)(int)(bits >> 32) << 32) | (uint)bits;
}
