using System;

namespace EdgeLogger.Records.Table;

/// <summary>Reads durations and times of day: hours, minutes and seconds between colons.</summary>
internal static class Clock
{
    private const int SecondsPerDay = 86400;

    /// <summary>
    /// Reads "hh:mm:ss.fff" or "mm:ss.fff" after an optional count of days ("0d 01:02:03", "1 02:03:04", "1-02:03:04",
    /// "1.02:03:04"). Hours may exceed 23; the fraction may follow a comma.
    /// </summary>
    public static bool TryParseDuration(ReadOnlySpan<byte> text, out double seconds)
    {
        seconds = 0;
        int first = text.IndexOf((byte)':');
        int split = first < 0 ? -1 : text[..first].LastIndexOfAny("d -."u8);
        if (split < 0)
        {
            return TryParse(text, out seconds);
        }

        ReadOnlySpan<byte> days = text[..split].Trim(" dD-."u8);
        return TryParseWhole(days, out int count) && TryParse(text[(split + 1)..].Trim((byte)' '), out seconds)
            && Add(count, ref seconds);
    }

    /// <summary>Reads "hh:mm:ss.fff" or "mm:ss.fff".</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double seconds)
    {
        seconds = 0;
        int minutes = 0;
        int parts = 0;
        for (int colon = text.IndexOf((byte)':'); colon >= 0; colon = text.IndexOf((byte)':'))
        {
            if (++parts > 2 || !TryParseWhole(text[..colon].Trim((byte)' '), out int part))
            {
                return false;
            }

            minutes = minutes * 60 + part;
            text = text[(colon + 1)..];
        }

        if (parts == 0 || !TryParseSeconds(text, out double rest) || rest is not (>= 0 and <= 60))
        {
            return false;
        }

        seconds = minutes * 60.0 + rest;
        return true;
    }

    private static bool Add(int days, ref double seconds)
    {
        seconds += (double)days * SecondsPerDay;
        return true;
    }

    private static bool TryParseWhole(ReadOnlySpan<byte> digits, out int value)
    {
        value = 0;
        foreach (byte c in digits)
        {
            if (!char.IsAsciiDigit((char)c) || value > 10_000_000)
            {
                return false;
            }

            value = value * 10 + (c - '0');
        }

        return !digits.IsEmpty;
    }

    private static bool TryParseSeconds(ReadOnlySpan<byte> text, out double seconds)
    {
        int comma = text.IndexOf((byte)',');
        if (comma < 0)
        {
            return DecimalNumber.TryParse(text, out seconds);
        }

        Span<byte> plain = stackalloc byte[32];
        seconds = 0;
        if (text.Length > plain.Length)
        {
            return false;
        }

        text.CopyTo(plain);
        plain[comma] = (byte)'.';
        return DecimalNumber.TryParse(plain[..text.Length], out seconds);
    }
}
