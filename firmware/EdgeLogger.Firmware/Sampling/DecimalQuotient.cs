namespace EdgeLogger.Firmware.Sampling;

/// <summary>
/// numerator / denominator as mantissa x 10^exponent, by long division in integers: exact where the quotient has up to 18 digits,
/// which all quotients by powers of two and five in a slot have, and rounded in the 18th otherwise. Doubles would put a rounding
/// into every schema.
/// </summary>
public sealed class DecimalQuotient
{
    private const long MantissaLimit = 100000000000000000;

    /// <summary>Up to 18 digits, with the sign.</summary>
    public readonly long Mantissa;

    /// <summary>Power of ten of the mantissa's last digit.</summary>
    public readonly int Exponent;

    /// <summary>Divides.</summary>
    /// <param name="numerator">Either sign.</param>
    /// <param name="denominator">Above 0; below 9 x 10^17 after common factors are gone.</param>
    public DecimalQuotient(long numerator, long denominator)
    {
        bool negative = numerator < 0;
        long rest = negative ? -numerator : numerator;
        long divisor = GreatestCommonDivisor(rest, denominator);
        rest /= divisor;
        denominator /= divisor;

        long mantissa = rest / denominator;
        rest %= denominator;
        while (rest != 0 && mantissa < MantissaLimit)
        {
            rest *= 10;
            mantissa = (mantissa * 10) + (rest / denominator);
            rest %= denominator;
            Exponent--;
        }

        if (rest * 2 >= denominator)
        {
            mantissa++;
        }

        Mantissa = negative ? -mantissa : mantissa;
    }

    private static long GreatestCommonDivisor(long a, long b)
    {
        while (a != 0)
        {
            long rest = b % a;
            b = a;
            a = rest;
        }

        return b;
    }
}
