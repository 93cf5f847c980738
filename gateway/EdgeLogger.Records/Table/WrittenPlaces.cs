using System;

namespace EdgeLogger.Records.Table;

/// <summary>
/// To how many places the numbers of a column are written: the resolution that a file of constant numbers still shows.
/// </summary>
internal struct WrittenPlaces
{
    /// <summary>Numbers coarser than this, as 1 or 0.5 A, were typed or computed: no cycler measures so.</summary>
    private const double CoarsestMeasuredA = 1.0001e-3;

    private int _most;
    private bool _any;

    /// <summary>The value of the last place of the finest number so far; 0 if it is too coarse to have been measured.</summary>
    public double FinestA { get; private set; }

    /// <param name="text">The number as written.</param>
    /// <param name="mark">Its decimal mark.</param>
    /// <param name="factor">Amperes in its unit.</param>
    public void Observe(ReadOnlySpan<byte> text, byte mark, double factor)
    {
        int point = text.IndexOf(mark);
        bool mayBeFiner = point < 0 ? text.IndexOfAny("eE"u8) >= 0 : text.Length - point - 1 > _most;
        if (mayBeFiner || !_any)
        {
            _any = true;
            Count(text, point, Math.Abs(factor));
        }
    }

    private void Count(ReadOnlySpan<byte> text, int point, double factor)
    {
        int exponent = text.IndexOfAny("eE"u8);
        int end = text[..(exponent < 0 ? text.Length : exponent)].LastIndexOfAnyInRange((byte)'0', (byte)'9') + 1;
        int places = point < 0 ? 0 : end - point - 1;
        if (exponent >= 0 && DecimalNumber.TryParse(text[(exponent + 1)..].Trim(" \""u8), out double shift))
        {
            places -= (int)shift;
        }

        _most = Math.Max(_most, places);
        double finest = factor * Math.Pow(10, -_most);
        FinestA = finest <= CoarsestMeasuredA ? finest : 0;
    }
}
