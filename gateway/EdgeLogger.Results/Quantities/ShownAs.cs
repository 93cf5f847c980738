using System.Globalization;

namespace EdgeLogger.Results.Quantities;

/// <summary>How people see a quantity.</summary>
/// <param name="Unit">The unit; empty for none.</param>
/// <param name="Factor">What makes a value in the quantity's own unit one in this unit.</param>
/// <param name="Decimals">Digits behind the point.</param>
public sealed record ShownAs(string Unit, double Factor, int Decimals)
{
    /// <summary>A value in words, without its unit; null if it is not known.</summary>
    /// <param name="value">The value, in the quantity's own unit.</param>
    public string? Text(double? value) => value is { } known && double.IsFinite(known)
        ? (known * Factor).ToString("F" + Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : null;
}
