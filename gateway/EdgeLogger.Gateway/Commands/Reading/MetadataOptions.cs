using System.Collections.Generic;
using System.CommandLine;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Gateway.Commands.Reading;

/// <summary>What a user may set for a cell, with one wording wherever it is set.</summary>
internal sealed class MetadataOptions
{
    public Option<double?> MassMg { get; } = NumberOption.Positive(
        "--mass-mg", "MG", "Mass of active material, mg: gives mAh/g.", "milligrams above 0, for example 6.02");

    public Option<double?> AreaCm2 { get; } = NumberOption.Positive(
        "--area-cm2", "CM2", "Electrode area, cm2: gives mAh/cm2.", "square centimetres above 0, for example 0.785");

    public Option<double?> OneCMilliampPerG { get; } = NumberOption.Positive(
        "--one-c-ma-g", "MA/G", "Specific current of 1C, mA/g: gives C-rates.", "milliamperes per gram above 0, for example 200");

    public Option<double?> LoadingMgPerCm2 { get; } =
        NumberOption.Positive("--loading-mg-cm2", "MG/CM2", "Active material per area, mg/cm2: stands in for mass or area.",
            "milligrams per square centimetre above 0, for example 7.7");

    public ChoiceOption<ElectrodeKind?> Electrode { get; } = new(
        "--electrode",
        "Full cell, or half cell of this electrode: an anode half cell's cycle begins with the discharge that lithiates it, and "
            + "its efficiency is charge/discharge.",
        null, ("cathode", ElectrodeKind.CathodeHalfCell), ("anode", ElectrodeKind.AnodeHalfCell),
        ("full", ElectrodeKind.FullCell));

    public ChoiceOption<CycleOrder> Order { get; } = CommonOptions.Order();

    public Option<double?> NominalAh { get; } = CommonOptions.NominalAh();

    public Option<int?> ReferenceCycle { get; } = NumberOption.Optional(
        "--reference-cycle", "N", "The cycle that retention is counted from. Without it: the first one without flags, after the "
            + "third, at the reference rate.", "a cycle's number", 1, int.MaxValue);

    public Option<double?> ReferenceCRate { get; } = NumberOption.Positive(
        "--reference-c-rate", "C", "The rate of discharge at which retention's reference is taken. Without it: the commonest of "
            + "the first 20 complete cycles.", "a rate above 0, for example 0.5");

    public IReadOnlyList<Option> All =>
        [MassMg, AreaCm2, OneCMilliampPerG, LoadingMgPerCm2, Electrode, Order, NominalAh, ReferenceCycle, ReferenceCRate];

    /// <summary>What was given.</summary>
    public CellFacts Of(ParseResult parsed) => new()
    {
        ActiveMassMg = parsed.GetValue(MassMg),
        AreaCm2 = parsed.GetValue(AreaCm2),
        OneCMilliampPerG = parsed.GetValue(OneCMilliampPerG),
        LoadingMgPerCm2 = parsed.GetValue(LoadingMgPerCm2),
        Electrode = Electrode.Of(parsed),
        Order = parsed.GetResult(Order) is { Implicit: false } ? Order.Of(parsed) : null,
        NominalAh = parsed.GetValue(NominalAh),
        ReferenceCycle = parsed.GetValue(ReferenceCycle),
        ReferenceCRate = parsed.GetValue(ReferenceCRate),
    };

    /// <summary>What is given of the cell of one record, which is kept nowhere: no mass is asked about.</summary>
    public CellMetadata Apply(ParseResult parsed) => (Of(parsed) with { MassIsRight = true }).ApplyTo(new CellMetadata());

    /// <summary>Gives the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in All)
        {
            command.Options.Add(option);
        }
    }
}
