using System;

namespace EdgeLogger.Cycles.Model;

/// <summary>
/// What a lab knows of a cell. Specific and areal figures and C-rates are worked out from the results and this, so that a
/// corrected mass corrects all of them; only <see cref="Order"/>, <see cref="NominalAh"/> and the reference of retention go
/// into results. Null is
/// unknown, and what depends on it is null.
/// </summary>
public sealed record CellMetadata
{
    /// <summary>Mass of active material, mg.</summary>
    public double? ActiveMassMg { get; init; }

    /// <summary>Electrode area, cm2.</summary>
    public double? AreaCm2 { get; init; }

    /// <summary>Specific current of 1C, mA/g.</summary>
    public double? OneCMilliampPerG { get; init; }

    /// <summary>Active material per area, mg/cm2: stands in for whichever of mass and area is unknown.</summary>
    public double? LoadingMgPerCm2 { get; init; }

    /// <summary>What the two electrodes are. Default: not given.</summary>
    public ElectrodeKind Electrode { get; init; }

    /// <summary>Cells of one cohort run one recipe.</summary>
    public string Cohort { get; init; } = "";

    /// <summary>Nominal capacity, Ah. It goes into results: thresholds, and the rates of signatures.</summary>
    public double? NominalAh { get; init; }

    /// <summary>
    /// Which half of a cycle comes first, where the electrode does not decide it; Auto: the electrode decides it.
    /// </summary>
    public CycleOrder OrderOverride { get; init; }

    /// <summary>
    /// The cycle of each of its tests that plain retention is counted from; null: the first at <see cref="ReferenceCRate"/>. It
    /// goes into results.
    /// </summary>
    public int? ReferenceCycle { get; init; }

    /// <summary>The rate at which plain retention's reference is taken; null: the commonest. It goes into results.</summary>
    public double? ReferenceCRate { get; init; }

    /// <summary>
    /// The order of cycles of such a cell: an anode half cell is lithiated first, which discharges it; others are charged first.
    /// Auto if the electrode is not known. It goes into results: it decides what an efficiency is.
    /// </summary>
    public CycleOrder Order => (OrderOverride, Electrode) switch
    {
        (not CycleOrder.Auto, _) => OrderOverride,
        (_, ElectrodeKind.Unknown) => CycleOrder.Auto,
        (_, ElectrodeKind.AnodeHalfCell) => CycleOrder.DischargeFirst,
        _ => CycleOrder.ChargeFirst,
    };

    /// <summary>The current of 1C, A; the nominal capacity in an hour where 1C or the mass is not known.</summary>
    public double? OneCA => Positive(OneCMilliampPerG) * MassG / 1000 ?? Positive(NominalAh);

    /// <summary>Capacity per mass of active material, mAh/g.</summary>
    public double? SpecificMilliampHourPerG(double ah) => 1000 * ah / MassG;

    /// <summary>Capacity per area, mAh/cm2.</summary>
    public double? ArealMilliampHourPerCm2(double ah) => 1000 * ah / KnownAreaCm2;

    /// <summary>The rate of a current: 1 is 1C. The sign is dropped.</summary>
    public double? CRate(double currentA) => Math.Abs(currentA) / OneCA;

    /// <summary>What the engine needs to know of such a cell; what is not known of it stays as it is.</summary>
    public CycleEngineOptions ApplyTo(CycleEngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options with
        {
            Order = Order == CycleOrder.Auto ? options.Order : Order,
            NominalAh = Positive(NominalAh) ?? options.NominalAh,
        };
    }

    /// <summary>Specific energy, mWh/g.</summary>
    public double? SpecificMilliwattHourPerG(double wh) => 1000 * wh / MassG;

    private double? MassG =>
        (Positive(ActiveMassMg) ?? Positive(LoadingMgPerCm2) * Positive(AreaCm2)) / 1000;

    private double? KnownAreaCm2 => Positive(AreaCm2) ?? Positive(ActiveMassMg) / Positive(LoadingMgPerCm2);

    private static double? Positive(double? value) => value > 0 && double.IsFinite(value.Value) ? value : null;
}
