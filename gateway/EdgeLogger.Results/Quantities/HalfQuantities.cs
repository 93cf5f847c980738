using System;
using System.Collections.Generic;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Results.Quantities;

/// <summary>Quantities of half cycles.</summary>
public static class HalfQuantities
{
    private const string Basic = "2";
    private const string Brackets = "3";
    private const string Details = "7";
    private const string Scaled = "10";

    /// <summary>Its number.</summary>
    public static Quantity<HalfEntry> Index
    { get; } = Quantity.OfWhole<HalfEntry>("half_cycle", "Its number in the record, from 0.", entry => entry.Half.Index)
        with
    { Title = "Half cycle", Heading = "half", IsField = true };

    /// <summary>Which way its charge flowed.</summary>
    public static Quantity<HalfEntry> Direction { get; } = Quantity.OfText<HalfEntry>(
        "direction", "Which way its charge flowed: charge or discharge.", entry => NameOf(entry.Half.Direction)) with
    { Title = "Direction", Heading = "direction" };

    /// <summary>When its current first flows.</summary>
    public static Quantity<HalfEntry> Start
    { get; } = Number("start_s", "s", "Time of the row in which its current first flows.", Basic, half => half.StartS)
        with
    { Heading = "start", Shown = new ShownAs("h", 1 / 3600.0, 2) };

    /// <summary>Its duration.</summary>
    public static Quantity<HalfEntry> Duration { get; } =
        Number("duration_s", "s", "From the first to the last row in which its current flows.", Details, half => half.DurationS)
        with
        { Title = "Duration", Heading = "duration", Shown = new ShownAs("h", 1 / 3600.0, 2), IsField = true };

    /// <summary>Its net charge.</summary>
    public static Quantity<HalfEntry> Capacity
    { get; } = Number("capacity_ah", "Ah", "Net charge between the turning points, positive.", Basic, half => half.Ah)
        with
    { Title = "Capacity", Shown = new ShownAs("mAh", 1000, 4), IsField = true, JsonAlias = "ah" };

    /// <summary>The least charge that its readings allow.</summary>
    public static Quantity<HalfEntry> CapacityLow { get; } =
        Number("capacity_low_ah", "Ah", "Least charge that its readings allow.", Brackets, half => half.AhLow)
        with
        { Shown = Capacity.Shown, IsField = true };

    /// <summary>The most charge that its readings allow.</summary>
    public static Quantity<HalfEntry> CapacityHigh { get; } =
        Number("capacity_high_ah", "Ah", "Most charge that its readings allow.", Brackets, half => half.AhHigh)
        with
        { Shown = Capacity.Shown, IsField = true };

    /// <summary>Its net energy.</summary>
    public static Quantity<HalfEntry> Energy
    { get; } = Number("energy_wh", "Wh", "Net energy between the turning points.", Basic, half => half.Wh)
        with
    { Title = "Energy", Heading = "energy", Shown = new ShownAs("mWh", 1000, 4), IsField = true, JsonAlias = "wh" };

    /// <summary>Its mean voltage.</summary>
    public static Quantity<HalfEntry> MeanVoltage
    { get; } = Number("mean_voltage_v", "V", "Charge-averaged voltage, energy over charge.", Basic, half => half.MeanVoltageV)
        with
    { Title = "Mean voltage", Heading = "mean", Shown = new ShownAs("V", 1, 4), IsField = true };

    /// <summary>Its lowest voltage.</summary>
    public static Quantity<HalfEntry> MinVoltage { get; } =
        Number("min_voltage_v", "V", "Lowest voltage of the rows in which its current flows.", Basic, half => half.MinVoltageV)
        with
        { Heading = "min", IsField = true };

    /// <summary>Its highest voltage.</summary>
    public static Quantity<HalfEntry> MaxVoltage { get; } =
        Number("max_voltage_v", "V", "Highest voltage of the rows in which its current flows.", Basic, half => half.MaxVoltageV)
        with
        { Heading = "max", IsField = true };

    /// <summary>The rate of its median current.</summary>
    public static Quantity<HalfEntry> CRate
    { get; } = Quantity.OfNumber<HalfEntry>("c_rate", "", "Rate of the median current; 1 is 1C.", entry =>
    entry.Metadata.CRate(entry.Half.Detail?.MedianCurrentA ?? entry.Half.MeanCurrentA)) with
    { Heading = "C-rate", Section = Scaled };

    /// <summary>Its charge per mass.</summary>
    public static Quantity<HalfEntry> SpecificCapacity { get; } = Quantity.OfNumber<HalfEntry>(
        "specific_capacity_mah_per_g", "mAh/g", "Charge per mass of active material.", entry =>
        entry.Metadata.SpecificMilliampHourPerG(entry.Half.Ah))
        with
    { Title = "Specific capacity", Shown = new ShownAs("mAh/g", 1, 2), Section = Scaled };

    /// <summary>Its charge per area.</summary>
    public static Quantity<HalfEntry> ArealCapacity { get; } = Quantity.OfNumber<HalfEntry>(
        "areal_capacity_mah_per_cm2", "mAh/cm2", "Charge per area of the electrode.", entry =>
        entry.Metadata.ArealMilliampHourPerCm2(entry.Half.Ah))
        with
    { Title = "Areal capacity", Section = Scaled };

    /// <summary>Share of the time in which the voltage was held.</summary>
    public static Quantity<HalfEntry> ConstantVoltageTime { get; } = Detail(
        "constant_voltage_time_share", "", "Share of the time under current in which the voltage was held, 0 to 1.", detail =>
        detail.ConstantVoltageTimeShare)
        with
    { Heading = "held", Shown = new ShownAs("% of time", 100, 1) };

    /// <summary>Share of the charge that passed at a held voltage.</summary>
    public static Quantity<HalfEntry> ConstantVoltageCharge { get; } = Detail(
        "constant_voltage_charge_share", "", "Share of the charge that passed while the voltage was held, 0 to 1.", detail =>
        detail.ConstantVoltageChargeShare)
        with
    { Heading = "held", Shown = new ShownAs("% of Ah", 100, 1) };

    /// <summary>Voltage of the rest that followed.</summary>
    public static Quantity<HalfEntry> RestVoltage { get; } = Detail(
        "rest_voltage_after_v", "V", "Voltage at the end of the rest that followed.", detail => detail.RestVoltageAfterV)
        with
    { Heading = "rest after", Shown = new ShownAs("V", 1, 4) };

    /// <summary>Resistance at the first reading after a step.</summary>
    public static Quantity<HalfEntry> Resistance0s { get; } = Detail(
        "resistance_0s_ohm", "ohm", "Resistance at the first reading after steps of the current.", detail =>
        detail.Resistance0sOhm) with
    { Heading = "R 0 s" };

    /// <summary>Resistance 10 s after a step.</summary>
    public static Quantity<HalfEntry> Resistance10s { get; } = Detail(
        "resistance_10s_ohm", "ohm", "Resistance 10 s after steps of the current.", detail => detail.Resistance10sOhm)
        with
    { Title = "Resistance at 10 s", Heading = "R 10 s" };

    /// <summary>Resistance 30 s after a step.</summary>
    public static Quantity<HalfEntry> Resistance30s { get; } = Detail(
        "resistance_30s_ohm", "ohm", "Resistance 30 s after steps of the current.", detail => detail.Resistance30sOhm) with
    { Heading = "R 30 s" };

    /// <summary>Its mean temperature.</summary>
    public static Quantity<HalfEntry> MeanTemperature { get; } = Detail(
        "mean_temperature_degc", "degC", "Time-weighted mean temperature.", detail => detail.TemperatureMeanDegC)
        with
    { Heading = "T", Shown = new ShownAs("degC", 1, 1) };

    /// <summary>Its mean pressure.</summary>
    public static Quantity<HalfEntry> MeanPressure { get; } = Detail(
        "mean_pressure_mpa", "MPa", "Time-weighted mean stack pressure.", detail => detail.PressureMeanMpa)
        with
    { Title = "Mean stack pressure", Heading = "P" };

    /// <summary>Quantities of which a cycle has two: one of its charge, one of its discharge.</summary>
    public static IReadOnlyList<Quantity<HalfEntry>> OfCycles { get; } =
    [
        Capacity, Energy, MeanVoltage,
        CapacityLow, CapacityHigh,
        Start,
        Number("end_s", "s", "Time of the row in which its current last flows.", Basic, half => half.EndS),
        Duration, MinVoltage, MaxVoltage,
        Number("mean_current_a", "A", "Charge-averaged absolute current.", Basic, half => half.MeanCurrentA)
            with { IsField = true },
        Detail("median_current_a", "A", "Time-weighted median of the absolute current.", detail => detail.MedianCurrentA),
        Number("rate_per_h", "1/h", "Mean current over its own charge: the C-rate if that were the capacity.", Details,
            half => half.RatePerHour),
        CRate, SpecificCapacity, ArealCapacity,
        Quantity.OfNumber<HalfEntry>("specific_energy_mwh_per_g", "mWh/g", "Energy per mass of active material.", entry =>
            entry.Metadata.SpecificMilliwattHourPerG(entry.Half.Wh)) with { Section = Scaled },
        ConstantVoltageTime, ConstantVoltageCharge, RestVoltage,
        Detail("rest_temperature_after_degc", "degC", "Temperature at the end of the rest that followed.",
            detail => detail.RestTemperatureAfterDegC),
        Detail("rest_pressure_after_mpa", "MPa", "Stack pressure at the end of the rest that followed.",
            detail => detail.RestPressureAfterMpa),
        Resistance0s, Resistance10s, Resistance30s, MeanTemperature,
        Detail("min_temperature_degc", "degC", "Lowest temperature.", detail => detail.TemperatureMinDegC),
        Detail("max_temperature_degc", "degC", "Highest temperature.", detail => detail.TemperatureMaxDegC),
        MeanPressure,
        Detail("min_pressure_mpa", "MPa", "Lowest stack pressure.", detail => detail.PressureMinMpa),
        Detail("max_pressure_mpa", "MPa", "Highest stack pressure.", detail => detail.PressureMaxMpa),
    ];

    /// <summary>All of them, in the order of columns.</summary>
    public static IReadOnlyList<Quantity<HalfEntry>> All { get; } =
    [
        Quantity.OfText<HalfEntry>("file", "The record's file.", entry => entry.Subject) with { Origin = QuantityOrigin.Record },
        Index, Direction,
        Quantity.OfWhole<HalfEntry>("first_row", "The row in which its current first flows, from 0.",
            entry => entry.Half.FirstRow) with { Section = Basic },
        Quantity.OfWhole<HalfEntry>("last_row", "The row in which its current last flows, from 0.", entry => entry.Half.LastRow)
        with { Section = Basic },
        .. OfCycles,
        Quantity.OfFlag<HalfEntry>("constant_voltage", "The current decayed at a held voltage.",
            entry => entry.Half.ConstantVoltage) with { Section = Basic },
        Quantity.OfFlag<HalfEntry>("partial", "Some of its charge is not in the record.", entry => entry.Half.Partial)
        with { Section = Basic, IsField = true },
        Quantity.OfFlag<HalfEntry>("provisional", "The record ends before the charge turned back.",
            entry => entry.Half.Provisional) with { Section = "1", IsField = true },
        Quantity.OfFlags<HalfEntry>("quality_flags", "What to know before trusting the numbers.", entry => entry.Half.Flags)
        with { Section = "5", IsField = true },
    ];

    /// <summary>A direction's name in files and databases.</summary>
    public static string NameOf(Direction direction) => direction == Cycles.Model.Direction.Charge ? "charge" : "discharge";

    private static Quantity<HalfEntry> Number(
        string name, string unit, string meaning, string section, Func<HalfCycle, double?> value) =>
        Quantity.OfNumber<HalfEntry>(name, unit, meaning, entry => value(entry.Half)) with { Section = section };

    private static Quantity<HalfEntry> Detail(string name, string unit, string meaning, Func<HalfDetail, double?> value) =>
        Quantity.OfNumber<HalfEntry>(name, unit, meaning, entry => entry.Half.Detail is { } detail ? value(detail) : null)
        with
        { Section = Details };
}

/// <summary>A half cycle with what its quantities are taken from.</summary>
/// <param name="Subject">The cell, BOARD/SLOT, or the record's file.</param>
/// <param name="Half">The half cycle.</param>
/// <param name="Metadata">What is known of the cell.</param>
public sealed record HalfEntry(string Subject, HalfCycle Half, CellMetadata Metadata);
