using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Trends;

namespace EdgeLogger.Results.Quantities;

/// <summary>Quantities of cycles. Those of a half cycle are there twice, of the charge and of the discharge.</summary>
public static class CycleQuantities
{
    private const string Definition = "4";

    private static readonly Quantity<CycleEntry>[] Charge = [.. HalfOfCycle.All(Direction.Charge).Select(WithField)];
    private static readonly Quantity<CycleEntry>[] Discharge = [.. HalfOfCycle.All(Direction.Discharge).Select(WithField)];

    /// <summary>Its number.</summary>
    public static Quantity<CycleEntry> Number
    { get; } = Quantity.OfWhole<CycleEntry>("cycle", "Its number in the record, from 1.", entry => entry.Cycle.Number)
        with
    { Title = "Cycle", Heading = "cycle", IsField = true };

    /// <summary>Coulombic efficiency.</summary>
    public static Quantity<CycleEntry> CoulombicEfficiency { get; } = Of(
        "coulombic_efficiency", "", "Charge of the second half over that of the first.", Definition, cycle =>
        cycle.CoulombicEfficiency)
        with
    { Title = "Coulombic efficiency", Heading = "CE", Shown = new ShownAs("%", 100, 3), IsField = true };

    /// <summary>The least coulombic efficiency that the readings allow.</summary>
    public static Quantity<CycleEntry> CoulombicEfficiencyLow { get; } = Of(
        "coulombic_efficiency_low", "", "Least coulombic efficiency that the readings allow.", "13", cycle =>
        cycle.CoulombicEfficiencyLow)
        with
    { Title = "Coulombic efficiency, least", Shown = CoulombicEfficiency.Shown };

    /// <summary>The largest coulombic efficiency that the readings allow.</summary>
    public static Quantity<CycleEntry> CoulombicEfficiencyHigh { get; } = Of(
        "coulombic_efficiency_high", "", "Largest coulombic efficiency that the readings allow.", "13", cycle =>
        cycle.CoulombicEfficiencyHigh)
        with
    { Title = "Coulombic efficiency, largest", Shown = CoulombicEfficiency.Shown };

    /// <summary>Energy efficiency.</summary>
    public static Quantity<CycleEntry> EnergyEfficiency { get; } = Of(
        "energy_efficiency", "", "Discharge energy over charge energy.", Definition, cycle => cycle.EnergyEfficiency)
        with
    { Title = "Energy efficiency", Heading = "energy", Shown = new ShownAs("%", 100, 2), IsField = true };

    /// <summary>Polarisation.</summary>
    public static Quantity<CycleEntry> Polarisation { get; } = Of(
        "polarisation_v", "V", "Mean charge voltage minus mean discharge voltage.", "8", cycle => cycle.PolarisationV)
        with
    { Title = "Polarisation", Heading = "polaris.", Shown = new ShownAs("mV", 1000, 2), IsField = true };

    /// <summary>Pressure breathing.</summary>
    public static Quantity<CycleEntry> PressureBreathing { get; } = Of(
        "pressure_breathing_mpa", "MPa", "Largest minus least stack pressure within the cycle.", "8", Breathing)
        with
    { Title = "Pressure breathing", Shown = new ShownAs("MPa", 1, 4) };

    /// <summary>Retention.</summary>
    public static Quantity<CycleEntry> Retention { get; } = Quantity.OfNumber<CycleEntry>(
        "retention", "", "Discharge capacity over that of the reference cycle of its protocol.", entry => entry.Retention)
        with
    { Title = "Retention, same protocol", Section = "8", Shown = new ShownAs("%", 100, 2), Origin = QuantityOrigin.Gateway };

    /// <summary>Plain retention.</summary>
    public static Quantity<CycleEntry> PlainRetention { get; } = Quantity.OfNumber<CycleEntry>(
        "plain_retention", "", "Discharge capacity over that of the cell's one reference cycle, whatever the protocol.",
        entry => entry.Reference?.RetentionOf(entry.Cycle))
        with
    { Title = "Retention", Section = "8", Shown = new ShownAs("%", 100, 2), IsField = true };

    /// <summary>Charge capacity.</summary>
    public static Quantity<CycleEntry> ChargeCapacity { get; } = In(Charge, HalfQuantities.Capacity);

    /// <summary>Discharge capacity.</summary>
    public static Quantity<CycleEntry> DischargeCapacity { get; } = In(Discharge, HalfQuantities.Capacity);

    /// <summary>Mean charge voltage.</summary>
    public static Quantity<CycleEntry> MeanChargeVoltage { get; } = In(Charge, HalfQuantities.MeanVoltage);

    /// <summary>Mean discharge voltage.</summary>
    public static Quantity<CycleEntry> MeanDischargeVoltage { get; } = In(Discharge, HalfQuantities.MeanVoltage);

    /// <summary>The protocol's signature.</summary>
    public static Quantity<CycleEntry> Signature { get; } = Quantity.OfText<CycleEntry>(
        "signature", "The protocol's signature; cycles of one signature can be compared.", entry => entry.Cycle.Signature)
        with
    { Title = "Protocol", Section = Definition };

    /// <summary>What to know before trusting the numbers.</summary>
    public static Quantity<CycleEntry> Flags { get; } = Quantity.OfFlags<CycleEntry>(
        "quality_flags", "What to know before trusting the numbers.", entry => entry.Cycle.Flags) with
    { Title = "To know", Section = "5", IsField = true };

    /// <summary>All of them, in the order of columns.</summary>
    public static IReadOnlyList<Quantity<CycleEntry>> All { get; } =
    [
        Quantity.OfText<CycleEntry>("cell", "The cell, BOARD/SLOT.", entry => entry.Subject)
        with { Origin = QuantityOrigin.Gateway },
        Quantity.OfText<CycleEntry>("file", "The record's file.", entry => entry.Subject) with { Origin = QuantityOrigin.Record },
        Number,
        Quantity.OfUtc<CycleEntry>("start_utc", "When its first half cycle began.", entry => entry.StartUtcMs)
            with { Origin = QuantityOrigin.Gateway },
        Quantity.OfUtc<CycleEntry>("end_utc", "When its last half cycle ended.", entry => entry.EndUtcMs)
        with { Origin = QuantityOrigin.Gateway },
        ChargeCapacity, DischargeCapacity, In(Charge, HalfQuantities.Energy), In(Discharge, HalfQuantities.Energy),
        CoulombicEfficiency, CoulombicEfficiencyLow, CoulombicEfficiencyHigh, EnergyEfficiency, MeanChargeVoltage,
        MeanDischargeVoltage,
        Polarisation, Retention, PlainRetention, PressureBreathing,
        Quantity.OfFlag<CycleEntry>("partial", "A half cycle is missing or partial: efficiencies are not known.",
            entry => entry.Cycle.Partial)
            with { Section = Definition, IsField = true },
        Quantity.OfFlag<CycleEntry>("provisional", "The record ends before the charge turned back from the second half cycle.",
            entry => entry.Cycle.Provisional) with { Section = "1", IsField = true },
        Quantity.OfText<CycleEntry>("order", "Which half cycle comes first: charge-first or discharge-first.", entry =>
            entry.Cycle.Order == CycleOrder.DischargeFirst ? "discharge-first" : "charge-first") with { Section = Definition },
        Signature,
        Flags,
        Quantity.OfWhole<CycleEntry>("charge_half_cycle", "Number of its charge, from 0.", entry => entry.Cycle.Charge?.Index),
        Quantity.OfWhole<CycleEntry>(
            "discharge_half_cycle", "Number of its discharge, from 0.", entry => entry.Cycle.Discharge?.Index),
        .. Charge.Skip(3), .. Discharge.Skip(3),
    ];

    /// <summary>A half cycle's quantity as that of a cycle.</summary>
    public static Quantity<CycleEntry> OfCharge(Quantity<HalfEntry> quantity) => In(Charge, quantity);

    /// <summary>A half cycle's quantity as that of a cycle.</summary>
    public static Quantity<CycleEntry> OfDischarge(Quantity<HalfEntry> quantity) => In(Discharge, quantity);

    private static Quantity<CycleEntry> Of(
        string name, string unit, string meaning, string section, Func<Cycle, double?> value) =>
        Quantity.OfNumber<CycleEntry>(name, unit, meaning, entry => value(entry.Cycle)) with { Section = section };

    private static Quantity<CycleEntry> In(Quantity<CycleEntry>[] half, Quantity<HalfEntry> quantity) =>
        half[HalfQuantities.OfCycles.Select((one, i) => (one, i)).First(pair => pair.one == quantity).i];

    // The other quantities of its halves are in databases with the half cycles themselves.
    private static Quantity<CycleEntry> WithField(Quantity<CycleEntry> quantity, int index) =>
        quantity with { IsField = index < 3 };

    private static double? Breathing(Cycle cycle)
    {
        HalfDetail? one = cycle.Charge?.Detail;
        HalfDetail? other = cycle.Discharge?.Detail;
        double? highest = one?.PressureMaxMpa > other?.PressureMaxMpa ? one?.PressureMaxMpa : other?.PressureMaxMpa;
        double? lowest = one?.PressureMinMpa < other?.PressureMinMpa ? one?.PressureMinMpa : other?.PressureMinMpa;
        return one is null || other is null ? null : highest - lowest;
    }
}

/// <summary>A cycle with what its quantities are taken from.</summary>
/// <param name="Subject">The cell, BOARD/SLOT, or the record's file.</param>
/// <param name="Cycle">The cycle.</param>
/// <param name="Metadata">What is known of the cell.</param>
public sealed record CycleEntry(string Subject, Cycle Cycle, CellMetadata Metadata)
{
    /// <summary>The discharge capacity over that of the reference cycle of its protocol; null: not known.</summary>
    public double? Retention { get; init; }

    /// <summary>The cycle that plain retention is counted from; null: none yet.</summary>
    public RetentionReference? Reference { get; init; }

    /// <summary>When its first half cycle began, Unix ms; null: not known.</summary>
    public long? StartUtcMs { get; init; }

    /// <summary>When its last half cycle ended, Unix ms; null: not known.</summary>
    public long? EndUtcMs { get; init; }
}
