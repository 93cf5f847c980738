using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Results.Quantities;

namespace EdgeLogger.Web.Components.Cell;

/// <summary>A quantity of cycles on the page.</summary>
/// <param name="Of">The quantity: its name, and how it is shown.</param>
/// <param name="Value">Takes it from a cycle, in the quantity's own unit; null if it is not known.</param>
public sealed record CycleQuantity(Quantity Of, Func<CyclePoint, CellMetadata, double?> Value)
{
    public static CycleQuantity DischargeCapacity { get; } =
        new(CycleQuantities.DischargeCapacity, (point, _) => point.DischargeCapacityAh);

    public static CycleQuantity ChargeCapacity { get; } =
        new(CycleQuantities.ChargeCapacity, (point, _) => point.ChargeCapacityAh);

    public static CycleQuantity SpecificCapacity { get; } = new(
        CycleQuantities.OfDischarge(HalfQuantities.SpecificCapacity),
        (point, cell) => point.DischargeCapacityAh is { } ah ? cell.SpecificMilliampHourPerG(ah) : null);

    public static CycleQuantity Retention { get; } = new(CycleQuantities.Retention, (point, _) => point.Retention);

    public static CycleQuantity PlainRetention { get; } =
        new(CycleQuantities.PlainRetention, (point, _) => point.PlainRetention);

    public static CycleQuantity CoulombicEfficiency { get; } =
        new(CycleQuantities.CoulombicEfficiency, (point, _) => point.CoulombicEfficiency);

    public static CycleQuantity EnergyEfficiency { get; } =
        new(CycleQuantities.EnergyEfficiency, (point, _) => point.EnergyEfficiency);

    public static CycleQuantity MeanDischargeVoltage { get; } =
        new(CycleQuantities.MeanDischargeVoltage, (point, _) => point.MeanDischargeVoltageV);

    public static CycleQuantity MeanChargeVoltage { get; } =
        new(CycleQuantities.MeanChargeVoltage, (point, _) => point.MeanChargeVoltageV);

    public static CycleQuantity Polarisation { get; } =
        new(CycleQuantities.Polarisation, (point, _) => point.PolarisationV);

    public static CycleQuantity Resistance { get; } =
        new(CyclePoint.Resistance, (point, _) => point.ResistanceOhm);

    public static CycleQuantity Breathing { get; } =
        new(CycleQuantities.PressureBreathing, (point, _) => point.BreathingMpa);

    public static CycleQuantity Pressure { get; } = new(CyclePoint.Pressure, (point, _) => point.PressureMpa);

    /// <summary>Those that cells can be compared by.</summary>
    public static IReadOnlyList<CycleQuantity> All { get; } =
    [
        DischargeCapacity, ChargeCapacity, SpecificCapacity, PlainRetention, Retention, CoulombicEfficiency,
        MeanDischargeVoltage,
        MeanChargeVoltage,
        Polarisation, Resistance, Breathing, Pressure,
    ];

    /// <summary>Those of the table of cycles, in the order of its columns.</summary>
    public static IReadOnlyList<CycleQuantity> Table { get; } =
    [
        ChargeCapacity, DischargeCapacity, CoulombicEfficiency, PlainRetention, Retention, EnergyEfficiency, MeanChargeVoltage,
        MeanDischargeVoltage,
        Polarisation, Resistance, Breathing,
    ];

    /// <summary>As the address has it: the quantity's name.</summary>
    public string Key => Of.Name;

    /// <summary>Its name for people.</summary>
    public string Name => Of.Title;

    /// <summary>Its name and unit.</summary>
    public string Title => Of.TitleWithUnit;

    /// <summary>The one of a key; the first if there is none.</summary>
    public static CycleQuantity Named(string key) => All.FirstOrDefault(quantity => quantity.Key == key) ?? All[0];

    /// <summary>A cycle's value in the unit that people see; null if it is not known.</summary>
    public double? Drawn(CyclePoint point, CellMetadata cell) => Of.Shown.Factor * Value(point, cell);

    /// <summary>A drawn value in words, with its unit.</summary>
    public string WithUnit(double? drawn) =>
        (Of.Shown with { Factor = 1 }).Text(drawn) is { } text ? $"{text} {Of.Shown.Unit}" : "not known";
}
