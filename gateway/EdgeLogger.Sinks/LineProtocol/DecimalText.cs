using System;
using System.Globalization;

namespace EdgeLogger.Sinks.LineProtocol;

/// <summary>
/// Writes measured values with ten significant digits: a code of a 24-bit converter has eight, and the rest of a double's
/// seventeen is what multiplying by the scale has left.
/// </summary>
internal static class DecimalText
{
    private const int Digits = 10;
    private const int Exponents = 9;
    private const double Least = 1e-9;
    private const double Most = 1e9;
    private const ulong MostDigits = 9_999_999_999;

    // 10^0 and up, exact up to 10^22; and 10^-9 to 10^10.
    private static readonly double[] Powers = Powers10(0, Digits + Exponents);
    private static readonly double[] Bounds = Powers10(-Exponents, Digits + 1);

    // "00" to "99".
    private static readonly byte[] Pairs = TwoDigits();

    /// <summary>Writes a finite value and returns the number of bytes, at most 32.</summary>
    public static int Write(double value, Span<byte> destination)
    {
        double size = Math.Abs(value);
        if (!(size >= Least && size < Most))
        {
            value.TryFormat(destination, out int length, default, CultureInfo.InvariantCulture);
            return length;
        }

        int written = 0;
        if (value < 0)
        {
            destination[written++] = (byte)'-';
        }

        int decimals = Digits - 1 - Exponent(size);
        ulong digits = (ulong)Math.Round(size * Powers[decimals]);
        if (digits > MostDigits)
        {
            digits /= 10;
            decimals--;
        }

        return written + WriteFixed(digits, decimals, destination[written..]);
    }

    // log10(2) is 1233/4096 to four digits: the power is that or the next one.
    private static int Exponent(double size)
    {
        int binary = (int)(BitConverter.DoubleToInt64Bits(size) >> 52) - 1023;
        int least = (binary * 1233) >> 12;
        return size >= Bounds[least + 1 + Exponents] ? least + 1 : least;
    }

    private static int WriteFixed(ulong digits, int decimals, Span<byte> destination)
    {
        Span<byte> text = stackalloc byte[Digits];
        uint low = (uint)(digits % 100_000_000);
        Pair((uint)(digits / 100_000_000), text);
        Pair(low / 1_000_000, text[2..]);
        Pair(low / 10_000 % 100, text[4..]);
        Pair(low / 100 % 100, text[6..]);
        Pair(low % 100, text[8..]);
        int whole = Digits - decimals;
        int end = Digits;
        while (end > 1 && end > whole && text[end - 1] == '0')
        {
            end--;
        }

        if (whole > 0)
        {
            text[..whole].CopyTo(destination);
            return end > whole ? whole + Fraction(text[whole..end], 0, destination[whole..]) : whole;
        }

        destination[0] = (byte)'0';
        return 1 + Fraction(text[..end], -whole, destination[1..]);
    }

    private static int Fraction(ReadOnlySpan<byte> digits, int zeros, Span<byte> destination)
    {
        destination[0] = (byte)'.';
        destination.Slice(1, zeros).Fill((byte)'0');
        digits.CopyTo(destination[(1 + zeros)..]);
        return 1 + zeros + digits.Length;
    }

    private static void Pair(uint value, Span<byte> destination)
    {
        destination[1] = Pairs[(value * 2) + 1];
        destination[0] = Pairs[value * 2];
    }

    private static byte[] TwoDigits()
    {
        byte[] pairs = new byte[200];
        for (int i = 0; i < 100; i++)
        {
            pairs[i * 2] = (byte)('0' + (i / 10));
            pairs[(i * 2) + 1] = (byte)('0' + (i % 10));
        }

        return pairs;
    }

    private static double[] Powers10(int first, int last)
    {
        double[] powers = new double[last - first + 1];
        for (int i = 0; i < powers.Length; i++)
        {
            powers[i] = double.Parse($"1e{first + i}", CultureInfo.InvariantCulture);
        }

        return powers;
    }
}
