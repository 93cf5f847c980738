using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using EdgeLogger.Cycles;
using EdgeLogger.Records;

namespace EdgeLogger.Gateway.Commands;

/// <summary>Options that several commands have, with one wording.</summary>
internal static class CommonOptions
{
    public static Argument<string> RecordFile() => new("FILE")
    {
        Description = "CSV with the columns time_s, voltage_V, current_A and, if there is one, temperature_degC; or a text export of Arbin, Neware, Maccor, BioLogic, Landt, PEC, or Battery Data Format. May be gzipped.",
    };

    public static Option<string?> Json() => new("--json")
    {
        HelpName = "OUT",
        Description = "Also write the results as JSON to this file; - is standard output, without the table.",
    };

    public static Option<CycleOrder> Order() => new("--order")
    {
        HelpName = "auto|charge-first|discharge-first",
        Description = "Which half of a cycle comes first. auto: the first sustained direction of the record.",
        CustomParser = ParseOrder,
        DefaultValueFactory = _ => CycleOrder.Auto,
    };

    public static Option<double?> NominalAh()
    {
        Option<double?> option = new("--nominal-ah")
        {
            HelpName = "AH",
            Description = "The cell's nominal capacity, Ah. Sharpens the first half cycle, and makes the signature's rates C-rates.",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is { } ah && !(double.IsFinite(ah) && ah > 0))
            {
                result.AddError("--nominal-ah is a capacity above 0, in Ah.");
            }
        });
        return option;
    }

    public static Option<CurrentSign> Sign() => new("--sign")
    {
        HelpName = "auto|charge-positive|discharge-positive",
        Description = "Which direction of current the file writes as positive. auto: as its format says, and the voltage must bear it out.",
        CustomParser = ParseSign,
        DefaultValueFactory = _ => CurrentSign.FromFormat,
    };

    /// <summary>Reads 90, 90s, 15m, 2h.</summary>
    public static TimeSpan? ParseDuration(ArgumentResult result)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        double unitSeconds = text.Length == 0 ? 0 : text[^1] switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            _ => char.IsAsciiDigit(text[^1]) ? 1 : 0,
        };
        string number = text.TrimEnd('s', 'm', 'h');
        if (unitSeconds == 0 || !double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            || !(value > 0 && value * unitSeconds <= 366 * 86400.0))
        {
            result.AddError($"'{text}' is no duration. Write for example 45s, 10m or 2h.");
            return null;
        }

        return TimeSpan.FromSeconds(value * unitSeconds);
    }

    private static CurrentSign ParseSign(ArgumentResult result)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        switch (text)
        {
            case "auto":
                return CurrentSign.FromFormat;
            case "charge-positive":
                return CurrentSign.ChargePositive;
            case "discharge-positive":
                return CurrentSign.DischargePositive;
            default:
                result.AddError($"'{text}' is no sign. It is auto, charge-positive or discharge-positive.");
                return CurrentSign.FromFormat;
        }
    }

    private static CycleOrder ParseOrder(ArgumentResult result)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        switch (text)
        {
            case "auto":
                return CycleOrder.Auto;
            case "charge-first":
                return CycleOrder.ChargeFirst;
            case "discharge-first":
                return CycleOrder.DischargeFirst;
            default:
                result.AddError($"'{text}' is no order. It is auto, charge-first or discharge-first.");
                return CycleOrder.Auto;
        }
    }
}
