using System;
using System.Globalization;
using EdgeLogger.Units;

namespace EdgeLogger.Derivation.Schemas;

/// <summary>The curve of a thermistor, ohm to degC; see <see cref="ThermistorCurve"/>.</summary>
/// <param name="A">1/K.</param>
/// <param name="B">1/K.</param>
/// <param name="C">1/K.</param>
public sealed record ThermistorScale(double A, double B, double C)
{
    private const string Prefix = "ntc:";

    /// <summary>Temperature, degC.</summary>
    public double TemperatureDegC(double ohm) => ThermistorCurve.TemperatureDegC(ohm, A, B, C);

    /// <summary>Reads "ntc:A:B:C"; null if the text is not that.</summary>
    public static ThermistorScale? Parse(string conversion)
    {
        string[] parts = conversion.Split(':');
        return conversion.StartsWith(Prefix, StringComparison.Ordinal) && parts.Length == 4
            && Number(parts[1], out double a) && Number(parts[2], out double b) && Number(parts[3], out double c)
            && b > 0 && c >= 0
            ? new ThermistorScale(a, b, c)
            : null;
    }

    private static bool Number(string text, out double value)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
