using System.Collections.Generic;

namespace EdgeLogger.Records.Columns;

/// <summary>Units as cyclers write them, and their factors to s, V, A and degrees Celsius.</summary>
internal static class Units
{
    private const double ZeroCelsiusK = 273.15;

    private static readonly Dictionary<string, double> TimeFactors = new()
    {
        ["s"] = 1,
        ["sec"] = 1,
        ["secs"] = 1,
        ["second"] = 1,
        ["seconds"] = 1,
        ["ms"] = 1e-3,
        ["millisecond"] = 1e-3,
        ["min"] = 60,
        ["mins"] = 60,
        ["minute"] = 60,
        ["minutes"] = 60,
        ["h"] = 3600,
        ["hr"] = 3600,
        ["hrs"] = 3600,
        ["hour"] = 3600,
        ["hours"] = 3600,
        ["d"] = 86400,
        ["day"] = 86400,
        ["days"] = 86400,
    };

    private static readonly Dictionary<string, double> VoltageFactors = new()
    {
        ["v"] = 1,
        ["volt"] = 1,
        ["volts"] = 1,
        ["mv"] = 1e-3,
        ["millivolt"] = 1e-3,
        ["uv"] = 1e-6,
    };

    private static readonly Dictionary<string, double> CurrentFactors = new()
    {
        ["a"] = 1,
        ["amp"] = 1,
        ["amps"] = 1,
        ["ampere"] = 1,
        ["ma"] = 1e-3,
        ["mamp"] = 1e-3,
        ["mamps"] = 1e-3,
        ["milliampere"] = 1e-3,
        ["ua"] = 1e-6,
        ["microampere"] = 1e-6,
        ["na"] = 1e-9,
    };

    /// <summary>Whether the last word of a name with underscores is a unit.</summary>
    public static bool IsWord(string word)
    {
        string plain = Plain(word);
        return TimeFactors.ContainsKey(plain) || VoltageFactors.ContainsKey(plain) || CurrentFactors.ContainsKey(plain)
            || plain is "c" or "degc" or "celsius" or "kelvin";
    }

    /// <returns>Seconds in one unit; NaN for text such as "h:min:s.ms", which is not a factor; null for what is not a
    /// time.</returns>
    public static double? TimeFactor(string unit)
    {
        if (TimeFactors.TryGetValue(Plain(unit), out double factor))
        {
            return factor;
        }

        return unit.Contains(':', System.StringComparison.Ordinal) ? double.NaN : null;
    }

    public static double? VoltageFactor(string unit) =>
        VoltageFactors.TryGetValue(Plain(unit), out double factor) ? factor : null;

    public static double? CurrentFactor(string unit) =>
        CurrentFactors.TryGetValue(Plain(unit), out double factor) ? factor : null;

    /// <returns>What to add to get degrees Celsius; null for what is not a temperature.</returns>
    public static double? TemperatureOffset(string unit) => Plain(unit) switch
    {
        "k" or "kelvin" => -ZeroCelsiusK,
        "c" or "degc" or "celsius" or "℃" => 0,
        // The degree sign falls victim to encodings: one sign, whatever became of it, and possibly a C.
        { Length: 1 } one when !char.IsAsciiLetterOrDigit(one[0]) => 0,
        { Length: 2 or 3 } some when some[^1] == 'c' && !char.IsAsciiLetterOrDigit(some[0]) => 0,
        _ => null,
    };

    private static string Plain(string unit) =>
        unit.Trim().TrimEnd('.').Replace('µ', 'u').Replace('μ', 'u').ToLowerInvariant();
}
