namespace EdgeLogger.Cycles.Model;

/// <summary>Two half cycles, in the cell's order.</summary>
public sealed record Cycle
{
    /// <summary>Number in the record, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The charge half; null if the record has none for this cycle.</summary>
    public required HalfCycle? Charge { get; init; }

    /// <summary>The discharge half; null if the record has none for this cycle.</summary>
    public required HalfCycle? Discharge { get; init; }

    /// <summary>The cell's order.</summary>
    public required CycleOrder Order { get; init; }

    /// <summary>A half is missing or partial: efficiencies are null.</summary>
    public required bool Partial { get; init; }

    /// <summary>The second half is provisional: the record ended before the charge turned back.</summary>
    public required bool Provisional { get; init; }

    /// <summary>
    /// Out over in. Full cell and cathode (charge first): discharge/charge. Anode half cell (discharge first):
    /// delithiation/lithiation, which is charge/discharge. Null while partial, or while the current's sign is in doubt.
    /// </summary>
    public required double? CoulombicEfficiency { get; init; }

    /// <summary>Discharge energy over charge energy. Null while partial, or while the current's sign is in doubt.</summary>
    public required double? EnergyEfficiency { get; init; }

    /// <summary>The protocol's signature; cycles of one signature can be compared.</summary>
    public required string Signature { get; init; }

    /// <summary>What to know before trusting the numbers.</summary>
    public required QualityFlags Flags { get; init; }

    /// <summary>The least coulombic efficiency that the brackets of both charges allow. Null while partial.</summary>
    public double? CoulombicEfficiencyLow => CoulombicEfficiency is null ? null : Second!.AhLow / First!.AhHigh;

    /// <summary>The largest coulombic efficiency that the brackets of both charges allow. Null while partial.</summary>
    public double? CoulombicEfficiencyHigh => CoulombicEfficiency is null ? null : Second!.AhHigh / First!.AhLow;

    /// <summary>Mean charge voltage minus mean discharge voltage, V; null if a half is missing.</summary>
    public double? PolarisationV => Charge?.MeanVoltageV - Discharge?.MeanVoltageV;

    private HalfCycle? First => Order == CycleOrder.DischargeFirst ? Discharge : Charge;

    private HalfCycle? Second => Order == CycleOrder.DischargeFirst ? Charge : Discharge;
}
