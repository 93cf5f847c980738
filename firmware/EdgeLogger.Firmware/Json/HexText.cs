namespace EdgeLogger.Firmware.Json;

/// <summary>Hexadecimal digits.</summary>
internal static class HexText
{
    /// <summary>0 to 15; -1 if it is not a hexadecimal digit.</summary>
    public static int Digit(char c) => c >= '0' && c <= '9' ? c - '0'
        : c >= 'a' && c <= 'f' ? c - 'a' + 10
        : c >= 'A' && c <= 'F' ? c - 'A' + 10
        : -1;

    /// <summary>The bytes of a text of digits, two a byte; null if it is none.</summary>
    public static byte[]? ReadBytes(string text)
    {
        if (text.Length % 2 != 0)
        {
            return null;
        }

        byte[] bytes = new byte[text.Length / 2];
        for (int i = 0; i < bytes.Length; i++)
        {
            int high = Digit(text[2 * i]);
            int low = Digit(text[(2 * i) + 1]);
            if (high < 0 || low < 0)
            {
                return null;
            }

            bytes[i] = (byte)((high << 4) | low);
        }

        return bytes;
    }

    /// <summary>Eight digits as a number; false if they are none.</summary>
    public static bool TryRead32(string text, int offset, out uint value)
    {
        value = 0;
        if (offset < 0 || text.Length - offset < 8)
        {
            return false;
        }

        for (int i = 0; i < 8; i++)
        {
            int digit = Digit(text[offset + i]);
            if (digit < 0)
            {
                return false;
            }

            value = (value << 4) | (uint)digit;
        }

        return true;
    }
}
