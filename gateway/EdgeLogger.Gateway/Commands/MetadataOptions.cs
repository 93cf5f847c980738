using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using EdgeLogger.Cycles;

namespace EdgeLogger.Gateway.Commands;

/// <summary>What a user may tell of a cell, with one wording wherever it is told.</summary>
internal sealed class MetadataOptions
{
    public Option<double?> MassMg { get; } = Positive("--mass-mg", "MG", "Mass of active material, mg: gives mAh/g.");

    public Option<double?> AreaCm2 { get; } = Positive("--area-cm2", "CM2", "Electrode area, cm2: gives mAh/cm2.");

    public Option<double?> OneCMilliampPerG { get; } = Positive("--one-c-ma-g", "MA/G", "Specific current of 1C, mA/g: gives C-rates.");

    public Option<double?> LoadingMgPerCm2 { get; } =
        Positive("--loading-mg-cm2", "MG/CM2", "Active material per area, mg/cm2: stands in for mass or area.");

    public Option<ElectrodeKind?> Electrode { get; } = new("--electrode")
    {
        HelpName = "cathode|anode|full",
        Description = "Full cell, or half cell of this electrode: an anode half cell's cycle begins with the discharge that lithiates it, and its efficiency is charge/discharge.",
        CustomParser = ParseElectrode,
    };

    public Option<CycleOrder> Order { get; } = CommonOptions.Order();

    public Option<double?> NominalAh { get; } = CommonOptions.NominalAh();

    public IReadOnlyList<Option> All => [MassMg, AreaCm2, OneCMilliampPerG, LoadingMgPerCm2, Electrode, Order, NominalAh];

    /// <summary>What is known after what was told, where it was told.</summary>
    public CellMetadata Told(ParseResult parsed, CellMetadata before) => before with
    {
        ActiveMassMg = parsed.GetValue(MassMg) ?? before.ActiveMassMg,
        AreaCm2 = parsed.GetValue(AreaCm2) ?? before.AreaCm2,
        OneCMilliampPerG = parsed.GetValue(OneCMilliampPerG) ?? before.OneCMilliampPerG,
        LoadingMgPerCm2 = parsed.GetValue(LoadingMgPerCm2) ?? before.LoadingMgPerCm2,
        Electrode = parsed.GetValue(Electrode) ?? before.Electrode,
        OrderOverride = parsed.GetResult(Order) is { Implicit: false } ? parsed.GetValue(Order) : before.OrderOverride,
        NominalAh = parsed.GetValue(NominalAh) ?? before.NominalAh,
    };

    /// <summary>What is told of the cell of one record.</summary>
    public CellMetadata Told(ParseResult parsed) => Told(parsed, new CellMetadata());

    /// <summary>Gives the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in All)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>An option that is a number above 0.</summary>
    public static Option<double?> Positive(string name, string unit, string description)
    {
        Option<double?> option = new(name) { HelpName = unit, Description = description };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is { } value && !(double.IsFinite(value) && value > 0))
            {
                result.AddError($"{name} is a number above 0.");
            }
        });
        return option;
    }

    private static ElectrodeKind? ParseElectrode(ArgumentResult result)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        switch (text)
        {
            case "cathode":
                return ElectrodeKind.CathodeHalfCell;
            case "anode":
                return ElectrodeKind.AnodeHalfCell;
            case "full":
                return ElectrodeKind.FullCell;
            default:
                result.AddError($"'{text}' is no electrode. It is cathode, anode or full.");
                return null;
        }
    }
}
