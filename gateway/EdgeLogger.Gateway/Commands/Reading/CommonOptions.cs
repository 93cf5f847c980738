using System;
using System.CommandLine;
using System.Globalization;
using System.Net;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Gateway.Commands.Reading;

/// <summary>Options that several commands have, with one wording.</summary>
internal static class CommonOptions
{
    public static Argument<string> RecordFile() => TextOption.CheckedArgument(
        new Argument<string>("FILE")
        {
            Description = "CSV with the columns time_s, voltage_V, current_A and, if there is one, temperature_degC; or a text "
                + "export of Arbin, Neware, Maccor, BioLogic, Landt, PEC, or Battery Data Format. May be gzipped.",
        },
        TextOption.NoInput);

    public static Option<string?> Json() =>
        TextOption.Output("--json", "OUT",
            "Also write the results as JSON to this file; - is standard output, without the table.");

    public static ChoiceOption<CycleOrder> Order() => new(
        "--order", "Which half of a cycle comes first. auto: the first sustained direction of the record.", "auto",
        ("auto", CycleOrder.Auto), ("charge-first", CycleOrder.ChargeFirst), ("discharge-first", CycleOrder.DischargeFirst));

    public static Option<double?> NominalAh() => NumberOption.Positive(
        "--nominal-ah", "AH", "The cell's nominal capacity, Ah. Sharpens the first half cycle, and makes the "
        + "signature's rates C-rates.",
        "ampere-hours above 0, for example 0.0012");

    public static ChoiceOption<CurrentSign> Sign() => new(
        "--sign", "Which direction of current the file writes as positive. auto: as its format says, and "
        + "the voltage must confirm it.", "auto",
        ("auto", CurrentSign.FromFormat), ("charge-positive", CurrentSign.ChargePositive),
        ("discharge-positive", CurrentSign.DischargePositive));

    /// <summary>A port of this machine. The description says what 0 and -1 mean where they are taken.</summary>
    public static Option<int> Port(string name, string description, int least, int usual) =>
        NumberOption.Of(name, "PORT", description, "a port", least, IPEndPoint.MaxPort, usual);

    /// <summary>A length of time, as 90, 90s, 15m or 2h, up to a year; usualText is how help shows the usual one.</summary>
    public static Option<TimeSpan> Duration(string name, string description, TimeSpan usual, string usualText) => new(name)
    {
        HelpName = "TIME",
        Description = $"{description} [default: {usualText}]",
        CustomParser = result => result.Tokens.Count == 0 ? usual : Given.Read(result, ParseDuration),
    };

    /// <summary>A moment, in UTC unless it says another zone.</summary>
    public static Option<DateTimeOffset?> UtcMoment(string name, string description) =>
        ParsedOption.Of(name, "UTC", description, text => ParseMoment(text, DateTimeStyles.AssumeUniversal));

    /// <summary>Reads a moment.</summary>
    /// <exception cref="UserErrorException">It is none.</exception>
    public static DateTimeOffset? ParseMoment(string text, DateTimeStyles zone) =>
        TypedMoment.TryParse(text, out DateTimeOffset moment, zone)
            ? moment.ToUniversalTime()
            : throw new UserErrorException($"'{Given.Shown(text)}' is not a date or time, year first; give for example "
                + $"2026-07-01, 2026-07-01T08:00 or 2026-07-01T08:00Z.");

    private static TimeSpan ParseDuration(string text)
    {
        double unitSeconds = text[^1] switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            _ => char.IsAsciiDigit(text[^1]) ? 1 : 0,
        };
        return double.TryParse(text.TrimEnd('s', 'm', 'h'), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && value * unitSeconds is > 0 and <= 366 * 86400.0
            ? TimeSpan.FromSeconds(value * unitSeconds)
            : throw new UserErrorException($"'{Given.Shown(text)}' is not a duration; give for example 45s, 10m or 2h.");
    }
}
