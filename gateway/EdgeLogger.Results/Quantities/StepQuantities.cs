using System;
using System.Collections.Generic;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Results.Quantities;

/// <summary>Quantities of a protocol's steps.</summary>
public static class StepQuantities
{
    private const string Definition = "7";
    private static readonly ShownAs Volts = new("V", 1, 4);
    private static readonly ShownAs Milliamps = new("mA", 1000, 3);

    /// <summary>What the cycler does.</summary>
    public static Quantity<StepEntry> Kind { get; } = Quantity.OfText<StepEntry>(
        "kind", "What the cycler does: rest, constant_current, constant_voltage, pulse, sweep, dynamic.", entry =>
        NameOf(entry.Step.Kind))
        with
    { Title = "Kind", Section = Definition };

    /// <summary>The first row.</summary>
    public static Quantity<StepEntry> FirstRow
    { get; } = Quantity.OfWhole<StepEntry>("first_row", "Its first row, from 0.", entry => entry.Step.FirstRow)
        with
    { Heading = "first row" };

    /// <summary>When it begins.</summary>
    public static Quantity<StepEntry> Start { get; } = Number("start_s", "s", "Time of its first row.", step => step.StartS)
        with
    { Heading = "start", Shown = new ShownAs("h", 1 / 3600.0, 3) };

    /// <summary>Its duration.</summary>
    public static Quantity<StepEntry> Duration
    { get; } = Number("duration_s", "s", "From its first to its last row.", step => step.DurationS)
        with
    { Shown = new ShownAs("s", 1, 1), IsField = true };

    /// <summary>Its net charge.</summary>
    public static Quantity<StepEntry> Capacity
    { get; } = Number("capacity_ah", "Ah", "Net charge; charging counts up.", step => step.Ah)
        with
    { Shown = new ShownAs("Ah", 1, 4), IsField = true, Section = Definition };

    /// <summary>Its net energy.</summary>
    public static Quantity<StepEntry> Energy
    { get; } = Number("energy_wh", "Wh", "Net energy; charging counts up.", step => step.Wh)
        with
    { Shown = new ShownAs("Wh", 1, 4), IsField = true, Section = Definition };

    /// <summary>Voltage at its start.</summary>
    public static Quantity<StepEntry> StartVoltage
    { get; } = Number("start_voltage_v", "V", "Voltage of its first row.", step => step.StartV)
        with
    { Heading = "start", Shown = Volts, IsField = true };

    /// <summary>Voltage at its end.</summary>
    public static Quantity<StepEntry> EndVoltage
    { get; } = Number("end_voltage_v", "V", "Voltage of its last row.", step => step.EndV)
        with
    { Heading = "end", Shown = Volts, IsField = true };

    /// <summary>Current at its start.</summary>
    public static Quantity<StepEntry> StartCurrent
    { get; } = Number("start_current_a", "A", "Current of its first row.", step => step.StartA)
        with
    { Heading = "start", Shown = Milliamps, IsField = true };

    /// <summary>Current at its end.</summary>
    public static Quantity<StepEntry> EndCurrent
    { get; } = Number("end_current_a", "A", "Current of its last row.", step => step.EndA)
        with
    { Heading = "end", Shown = Milliamps, IsField = true };

    /// <summary>All of them, in the order of columns.</summary>
    public static IReadOnlyList<Quantity<StepEntry>> All { get; } =
    [
        Quantity.OfText<StepEntry>("cell", "The cell, BOARD/SLOT.", entry => entry.Subject)
        with { Origin = QuantityOrigin.Gateway },
        Quantity.OfText<StepEntry>("file", "The record's file.", entry => entry.Subject) with { Origin = QuantityOrigin.Record },
        Quantity.OfWhole<StepEntry>("step", "Its number, from 1.", entry => entry.Number)
            with { Origin = QuantityOrigin.Gateway, IsField = true },
        Kind,
        Quantity.OfUtc<StepEntry>("start_utc", "When it began.", entry => entry.StartUtcMs)
            with { Origin = QuantityOrigin.Gateway },
        Quantity.OfUtc<StepEntry>("end_utc", "When it ended.", entry => entry.EndUtcMs) with { Origin = QuantityOrigin.Gateway },
        FirstRow,
        Quantity.OfWhole<StepEntry>("last_row", "Its last row, from 0.", entry => entry.Step.LastRow),
        Start,
        Number("end_s", "s", "Time of its last row.", step => step.EndS),
        Duration, Capacity, Energy, StartVoltage, EndVoltage, StartCurrent, EndCurrent,
        Number("voltage_rate_v_per_s", "V/s", "Mean rate of the voltage: the sweep rate of a sweep.",
            step => step.VoltageRateVPerS),
    ];

    /// <summary>A kind's name in files and databases.</summary>
    public static string NameOf(StepKind kind) => kind switch
    {
        StepKind.Rest => "rest",
        StepKind.ConstantCurrent => "constant_current",
        StepKind.ConstantVoltage => "constant_voltage",
        StepKind.Pulse => "pulse",
        StepKind.Sweep => "sweep",
        _ => "dynamic",
    };

    private static Quantity<StepEntry> Number(string name, string unit, string meaning, Func<Step, double?> value) =>
        Quantity.OfNumber<StepEntry>(name, unit, meaning, entry => value(entry.Step));
}

/// <summary>A step with what its quantities are taken from.</summary>
/// <param name="Subject">The cell, BOARD/SLOT, or the record's file.</param>
/// <param name="Step">The step.</param>
public sealed record StepEntry(string Subject, Step Step)
{
    /// <summary>Its number, from 1; null in a record.</summary>
    public int? Number { get; init; }

    /// <summary>When it began, Unix ms; null: not known.</summary>
    public long? StartUtcMs { get; init; }

    /// <summary>When it ended, Unix ms; null: not known.</summary>
    public long? EndUtcMs { get; init; }
}
