using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Cycles;

namespace EdgeLogger.Web.Components.Cell;

/// <summary>A quantity of cycles that cells can be compared by.</summary>
/// <param name="Key">As the address has it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Decimals">Digits behind the point.</param>
/// <param name="Of">Takes it from a cycle; null if it is not known.</param>
public sealed record CycleQuantity(string Key, string Name, string Unit, int Decimals, Func<CyclePoint, CellMetadata, double?> Of)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<CycleQuantity> All { get; } =
    [
        new("discharge", "Discharge capacity", "mAh", 4, (point, _) => 1000 * point.DischargeAh),
        new("charge", "Charge capacity", "mAh", 4, (point, _) => 1000 * point.ChargeAh),
        new("specific", "Specific discharge capacity", "mAh/g", 2, (point, cell) => point.DischargeAh is { } ah ? cell.SpecificMilliampHourPerG(ah) : null),
        new("retention", "Retention", "%", 2, (point, _) => 100 * point.Retention),
        new("efficiency", "Coulombic efficiency", "%", 3, (point, _) => 100 * point.Efficiency),
        new("mean-discharge", "Mean discharge voltage", "V", 4, (point, _) => point.MeanDischargeV),
        new("mean-charge", "Mean charge voltage", "V", 4, (point, _) => point.MeanChargeV),
        new("polarisation", "Polarisation", "mV", 2, (point, _) => 1000 * point.PolarisationV),
        new("resistance", "Resistance at 10 s", "\u03a9", 2, (point, _) => point.ResistanceOhm),
        new("breathing", "Pressure breathing", "MPa", 4, (point, _) => point.BreathingMpa),
        new("pressure", "Mean stack pressure", "MPa", 3, (point, _) => point.PressureMpa),
    ];

    /// <summary>Its name and unit.</summary>
    public string Title => $"{Name}, {Unit}";

    /// <summary>The one of a key; the first if there is none.</summary>
    public static CycleQuantity Named(string key) => All.FirstOrDefault(quantity => quantity.Key == key) ?? All[0];

    /// <summary>A value as it is shown, with its unit.</summary>
    public string Told(double? value) => value is { } known ? $"{known.ToString("F" + Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)} {Unit}" : "not known";
}
