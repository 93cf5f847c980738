using System;

namespace EdgeLogger.VirtualBench.Chips;

/// <summary>
/// CRC-16-CCITT as the ADS122C04 sends it: x^16 + x^12 + x^5 + 1, initial value 0xFFFF, most significant bit first.
/// </summary>
public static class Crc16Ccitt
{
    /// <summary>The check of the first <paramref name="count"/> bytes.</summary>
    public static ushort Compute(byte[] data, int count)
    {
        ArgumentNullException.ThrowIfNull(data);
        int crc = 0xFFFF;
        for (int i = 0; i < count; i++)
        {
            crc ^= data[i] << 8;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 0x8000) != 0 ? ((crc << 1) ^ 0x1021) & 0xFFFF : (crc << 1) & 0xFFFF;
            }
        }

        return (ushort)crc;
    }
}
