namespace EdgeLogger.Firmware.Provisioning;

/// <summary>Hexadecimal digits.</summary>
internal static class HexText
{
    /// <summary>0 to 15; -1 if it is no hexadecimal digit.</summary>
    public static int Digit(char c) => c >= '0' && c <= '9' ? c - '0'
        : c >= 'a' && c <= 'f' ? c - 'a' + 10
        : c >= 'A' && c <= 'F' ? c - 'A' + 10
        : -1;

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
