using EdgeLogger.Cycles;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Web.Components.Cell;

/// <summary>What the page shows of one closed cycle. Null is: not known. Small, because a view may hold those of a whole cohort.</summary>
public sealed record CyclePoint
{
    /// <summary>Number in the record, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Charge in, Ah.</summary>
    public required double? ChargeAh { get; init; }

    /// <summary>Charge out, Ah.</summary>
    public required double? DischargeAh { get; init; }

    /// <summary>Coulombic efficiency.</summary>
    public required double? Efficiency { get; init; }

    /// <summary>The least efficiency that the brackets of the charges allow.</summary>
    public required double? EfficiencyLow { get; init; }

    /// <summary>The largest efficiency that the brackets of the charges allow.</summary>
    public required double? EfficiencyHigh { get; init; }

    /// <summary>Energy efficiency.</summary>
    public required double? EnergyEfficiency { get; init; }

    /// <summary>Mean charge voltage, V.</summary>
    public required double? MeanChargeV { get; init; }

    /// <summary>Mean discharge voltage, V.</summary>
    public required double? MeanDischargeV { get; init; }

    /// <summary>Mean charge voltage minus mean discharge voltage, V.</summary>
    public required double? PolarisationV { get; init; }

    /// <summary>Resistance of the discharge at 10 s, ohm.</summary>
    public required double? ResistanceOhm { get; init; }

    /// <summary>Largest minus least stack pressure within the cycle, MPa.</summary>
    public required double? BreathingMpa { get; init; }

    /// <summary>Mean stack pressure of the discharge, MPa.</summary>
    public required double? PressureMpa { get; init; }

    /// <summary>Discharge capacity over that of the reference cycle of its protocol.</summary>
    public required double? Retention { get; init; }

    /// <summary>The protocol's signature.</summary>
    public required string Signature { get; init; }

    /// <summary>What to know before trusting the numbers, in words; empty if there is nothing.</summary>
    public required string Notes { get; init; }

    /// <summary>Takes what is shown from a cycle and the trend after it.</summary>
    public static CyclePoint Of(Cycle cycle, CycleTrend? trend)
    {
        HalfDetail? one = cycle.Charge?.Detail;
        HalfDetail? other = cycle.Discharge?.Detail;
        return new CyclePoint
        {
            Number = cycle.Number,
            ChargeAh = cycle.Charge?.Ah,
            DischargeAh = cycle.Discharge?.Ah,
            Efficiency = cycle.CoulombicEfficiency,
            EfficiencyLow = cycle.CoulombicEfficiencyLow,
            EfficiencyHigh = cycle.CoulombicEfficiencyHigh,
            EnergyEfficiency = cycle.EnergyEfficiency,
            MeanChargeV = cycle.Charge?.MeanVoltageV,
            MeanDischargeV = cycle.Discharge?.MeanVoltageV,
            PolarisationV = cycle.PolarisationV,
            ResistanceOhm = other?.Resistance10sOhm,
            BreathingMpa = one is not null && other is not null
                ? Larger(one.PressureMaxMpa, other.PressureMaxMpa) - Smaller(one.PressureMinMpa, other.PressureMinMpa) : null,
            PressureMpa = other?.PressureMeanMpa,
            Retention = trend?.Trend.Retention,
            Signature = cycle.Signature,
            Notes = CycleNotes.Of(cycle),
        };
    }

    private static double? Larger(double? one, double? other) => one > other ? one : other;

    private static double? Smaller(double? one, double? other) => one < other ? one : other;
}
