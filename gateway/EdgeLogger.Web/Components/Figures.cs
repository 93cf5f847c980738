using System;
using System.Globalization;

namespace EdgeLogger.Web.Components;

/// <summary>Quantities as the page writes them; what is not known is a dash.</summary>
public static class Figures
{
    /// <summary>Stands for what is not known.</summary>
    public const string Unknown = "–";

    /// <summary>A number with so many decimals.</summary>
    public static string Number(double? value, int decimals) =>
        value is { } known && double.IsFinite(known)
        ? known.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : Unknown;

    /// <summary>A number with its unit.</summary>
    public static string With(double? value, int decimals, string unit) =>
        value is { } known && double.IsFinite(known) ? Number(known, decimals) + " " + unit : Unknown;

    /// <summary>A voltage, V, to a tenth of a millivolt.</summary>
    public static string Voltage(double? voltageV) => With(voltageV, 4, "V");

    /// <summary>A current in A, mA or µA, to four digits.</summary>
    public static string Current(double? currentA) => Scaled(currentA, "A");

    /// <summary>A charge in Ah, mAh or µAh, to four digits.</summary>
    public static string Capacity(double? ah) => Scaled(ah, "Ah");

    /// <summary>A share of one as per cent.</summary>
    public static string Percent(double? share, int decimals = 1) => With(share * 100, decimals, "%");

    /// <summary>A C-rate.</summary>
    public static string CRate(double? rate) => rate is { } known && double.IsFinite(known) ? Number(known, 2) + "C" : Unknown;

    private static string Scaled(double? value, string unit)
    {
        if (value is not { } known || !double.IsFinite(known))
        {
            return Unknown;
        }

        (double factor, string prefix) = Math.Abs(known) switch
        {
            >= 1 => (1, ""),
            >= 1e-3 => (1e3, "m"),
            0 => (1, ""),
            _ => (1e6, "µ"),
        };
        double scaled = known * factor;
        int decimals = Math.Abs(scaled) switch { >= 100 => 1, >= 10 => 2, 0 => 0, _ => 3 };
        return With(scaled, decimals, prefix + unit);
    }
}
