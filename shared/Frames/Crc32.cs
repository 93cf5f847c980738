namespace EdgeLogger.Frames;

/// <summary>
/// CRC-32 as in IEEE 802.3 and zlib (polynomial 0xEDB88320 reflected, initial and final value all ones).
/// The device flavour replaces this file by one that calls the interpreter's native routine; the values are the same.
/// </summary>
public static class Crc32
{
    // Eight tables of 256 (slicing-by-8, Kounavis and Berry 2005): the gateway checks every frame it takes.
    private static readonly uint[] Tables = MakeTables();

    /// <summary>The CRC-32 of <paramref name="length"/> bytes from <paramref name="offset"/>.</summary>
    public static uint Compute(byte[] buffer, int offset, int length)
    {
        uint[] table = Tables;
        uint crc = 0xFFFFFFFF;
        int end = offset + length;
        int wholeEnd = offset + (length & ~7);
        for (; offset < wholeEnd; offset += 8)
        {
            uint low = crc ^ (buffer[offset] | (uint)buffer[offset + 1] << 8
                | (uint)buffer[offset + 2] << 16 | (uint)buffer[offset + 3] << 24);
            crc = table[0x700 + (int)(low & 0xFF)]
                ^ table[0x600 + (int)((low >> 8) & 0xFF)]
                ^ table[0x500 + (int)((low >> 16) & 0xFF)]
                ^ table[0x400 + (int)(low >> 24)]
                ^ table[0x300 + buffer[offset + 4]]
                ^ table[0x200 + buffer[offset + 5]]
                ^ table[0x100 + buffer[offset + 6]]
                ^ table[buffer[offset + 7]];
        }

        for (; offset < end; offset++)
        {
            crc = table[(int)((crc ^ buffer[offset]) & 0xFF)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[] MakeTables()
    {
        uint[] table = new uint[8 * 256];
        for (int i = 0; i < 256; i++)
        {
            uint value = (uint)i;
            for (int bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB88320 : value >> 1;
            }

            table[i] = value;
        }

        for (int i = 256; i < table.Length; i++)
        {
            uint before = table[i - 256];
            table[i] = table[(int)(before & 0xFF)] ^ (before >> 8);
        }

        return table;
    }
}
