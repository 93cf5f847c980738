using System;
using System.Globalization;

namespace EdgeLogger.Records.Table;

/// <summary>
/// Reads a decimal number from UTF-8. Up to 15 digits and a small exponent, which is what instruments write, take one exact
/// multiplication or division (Clinger 1990); anything longer goes to the base class library. Both round correctly.
/// </summary>
internal static class DecimalNumber
{
    private const int MostExactDigits = 15;
    private const int LargestExactPower = 22;

    private static readonly double[] PowersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <returns>False for what is not a number, or one too large to be any: no reading and no time is infinite.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        int at = 0;
        bool negative = text.Length > 0 && text[0] == '-';
        if (text.Length > 0 && (negative || text[0] == '+'))
        {
            at = 1;
        }

        long mantissa = 0;
        int start = at;
        int digits = 0;
        int point = -1;
        for (; at < text.Length; at++)
        {
            uint digit = (uint)(text[at] - '0');
            if (digit <= 9)
            {
                mantissa = mantissa * 10 + digit;
                digits += mantissa == 0 ? 0 : 1;
                if (digits > MostExactDigits)
                {
                    return TryParseLong(text, out value);
                }
            }
            else if (text[at] == '.' && point < 0)
            {
                point = at;
            }
            else
            {
                break;
            }
        }

        int seen = at - start - (point < 0 ? 0 : 1);
        int exponent = 0;
        if (seen == 0 || !TryParseExponent(text[at..], out exponent))
        {
            return TryParseLong(text, out value);
        }

        int power = exponent - (point < 0 ? 0 : at - point - 1);
        if (power < -LargestExactPower || power > LargestExactPower)
        {
            return TryParseLong(text, out value);
        }

        double exact = power < 0 ? mantissa / PowersOfTen[-power] : mantissa * PowersOfTen[power];
        value = negative ? -exact : exact;
        return true;
    }

    private static bool TryParseExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        if ((text[0] | 0x20) != 'e' || text.Length > 5)
        {
            return false;
        }

        int at = text.Length > 1 && (text[1] == '-' || text[1] == '+') ? 2 : 1;
        if (at == text.Length)
        {
            return false;
        }

        for (int i = at; i < text.Length; i++)
        {
            uint digit = (uint)(text[i] - '0');
            if (digit > 9)
            {
                return false;
            }

            exponent = exponent * 10 + (int)digit;
        }

        exponent = text[1] == '-' ? -exponent : exponent;
        return true;
    }

    private static bool TryParseLong(ReadOnlySpan<byte> text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && !double.IsInfinity(value);
}
