using System;

namespace EdgeLogger.Records.Table;

/// <summary>How a file writes numbers: which mark is the decimal mark, and whether the other one groups thousands.</summary>
internal sealed class NumberStyle
{
    private const int LongestNumber = 64;

    private readonly bool _decimalComma;
    private readonly byte _group;

    /// <param name="decimalComma">3,7 is three and seven tenths.</param>
    /// <param name="certain">The file shows which is the decimal mark, so the other one can only group thousands.</param>
    public NumberStyle(bool decimalComma, bool certain)
    {
        _decimalComma = decimalComma;
        _group = (byte)(!certain ? 0 : decimalComma ? '.' : ',');
    }

    public byte DecimalMark => (byte)(_decimalComma ? ',' : '.');

    /// <returns>False for what is not a finite number. An empty text is NaN: a reading that is not there.</returns>
    public bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        if (!_decimalComma && DecimalNumber.TryParse(text, out value))
        {
            return true;
        }

        if (text.IsEmpty)
        {
            value = double.NaN;
            return true;
        }

        Span<byte> plain = stackalloc byte[LongestNumber];
        int length = ToPlain(text, plain);
        value = double.NaN;
        return length > 0 && DecimalNumber.TryParse(plain[..length], out value);
    }

    /// <summary>Drops thousands marks, where the groups are of three digits, and writes the decimal mark as a point.</summary>
    /// <returns>Bytes written; 0 if the text is not a number of this style.</returns>
    private int ToPlain(ReadOnlySpan<byte> text, Span<byte> plain)
    {
        byte mark = (byte)(_decimalComma ? ',' : '.');
        int written = 0;
        int sinceGroup = -1;
        bool whole = true;
        if (text.Length > plain.Length)
        {
            return 0;
        }

        foreach (byte c in text)
        {
            if (whole && _group != 0 && c == _group)
            {
                if (sinceGroup is not (-1 or 3) || written == 0)
                {
                    return 0;
                }

                sinceGroup = 0;
                continue;
            }

            if (whole && !char.IsAsciiDigit((char)c) && c is not ((byte)'-' or (byte)'+'))
            {
                whole = false;
                if (sinceGroup is not (-1 or 3))
                {
                    return 0;
                }
            }

            if (_decimalComma && c == '.')
            {
                return 0;
            }

            sinceGroup += whole && sinceGroup >= 0 ? 1 : 0;
            plain[written++] = c == mark ? (byte)'.' : c;
        }

        return whole && sinceGroup is not (-1 or 3) ? 0 : written;
    }
}
