using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace EdgeLogger.Gateway.Commands.Reading;

/// <summary>
/// Options and arguments that are numbers in a range. What they expect, such as "seconds", is said when a value is refused.
/// </summary>
internal static class NumberOption
{
    /// <summary>A number with a usual value.</summary>
    public static Option<T> Of<T>(string name, string helpName, string description, string expected, T least, T most, T usual)
        where T : struct, INumber<T> => new(name)
        {
            HelpName = helpName,
            Description = description,
            CustomParser = result => Parse(result, expected, least, most) ?? usual,
            DefaultValueFactory = _ => usual,
        };

    /// <summary>A number that may be left out.</summary>
    public static Option<T?> Optional<T>(string name, string helpName, string description, string expected, T least, T most)
        where T : struct, INumber<T> => new(name)
        {
            HelpName = helpName,
            Description = description,
            CustomParser = result => Parse(result, expected, least, most),
        };

    /// <summary>A quantity above 0 that may be left out; expected names its unit, and an example.</summary>
    public static Option<double?> Positive(
        string name, string helpName, string description, string expected, double most = double.MaxValue, double? usual = null)
    {
        Option<double?> option = new(name)
        {
            HelpName = helpName,
            Description = description,
            CustomParser = result => Parse(result, double.Epsilon, most, expected),
        };
        if (usual is not null)
        {
            option.DefaultValueFactory = _ => usual;
        }

        return option;
    }

    /// <summary>A number that decides what is left to chance.</summary>
    public static Option<ulong> Seed(string description, ulong usual = 1) =>
        Of("--seed", "N", description, "a whole number", 0UL, ulong.MaxValue, usual);

    /// <summary>A number that has to be given.</summary>
    public static Argument<T> Argument<T>(string name, string description, string expected, T least, T most)
        where T : struct, INumber<T> => new(name)
        {
            Description = description,
            CustomParser = result => Parse(result, expected, least, most) ?? least,
        };

    private static T? Parse<T>(ArgumentResult result, string expected, T least, T most)
        where T : struct, INumber<T>
    {
        string top = (T.IsNegative(least) && least.Equals(T.CreateSaturating(-double.MaxValue)), most.Equals(MostOf<T>())) switch
        {
            (true, true) => expected,
            (_, true) => $"{expected}, {Text(least)} or above",
            _ => $"{expected}, {Text(least)} to {Text(most)}",
        };
        return Parse(result, least, most, top);
    }

    private static T? Parse<T>(ArgumentResult result, T least, T most, string give)
        where T : struct, INumber<T>
    {
        string text = Given.Text(result);
        // Not a number compares with nothing, and is refused with the rest.
        if (T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out T value) && value >= least && value <= most)
        {
            return value;
        }

        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && !double.IsNaN(number);
        bool isBroken = isNumber && T.IsInteger(T.One / (T.One + T.One)) && double.IsFinite(number) && !double.IsInteger(number);
        Given.Refuse(result, text, isBroken ? "is not a whole number" : isNumber ? "is out of range" : "is not a number", give);
        return null;
    }

    private static T MostOf<T>()
        where T : struct, INumber<T> => T.CreateSaturating(double.MaxValue);

    private static string Text<T>(T number)
        where T : struct, INumber<T> => number.ToString("0.############", CultureInfo.InvariantCulture);
}
