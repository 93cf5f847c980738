using System;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Results.Quantities;

namespace EdgeLogger.Mirrors;

/// <summary>A quantity that is mirrored.</summary>
/// <param name="Of">The quantity.</param>
/// <param name="DeviceClass">Home Assistant's class of device; null: it has none.</param>
/// <param name="Value">Takes it from a cell as it stands; NaN where it is not known.</param>
internal sealed record MirroredQuantity(Quantity Of, string? DeviceClass, Func<CellSnapshot, double> Value)
{
    private static readonly CellMetadata Unknown = new();

    /// <summary>Its name in messages.</summary>
    public string Name => Of.Name;

    /// <summary>Its unit as Home Assistant writes it; empty for none.</summary>
    public string Unit => Of.Unit == "degC" ? "\u00b0C" : Of.Unit;

    /// <summary>One of the newest row.</summary>
    public static MirroredQuantity OfSample(Quantity<SampleEntry> quantity, string? deviceClass) =>
        new(quantity, deviceClass, cell =>
        quantity.Number(new SampleEntry(cell.Cell.Name, cell.Latest, cell.TimeS, cell.UtcMs, DateQuality.Unknown)) ?? double.NaN);

    /// <summary>One of the newest closed cycle.</summary>
    public static MirroredQuantity OfCycle(Quantity<CycleEntry> quantity) => new(quantity, null, cell =>
        cell.LastCycle is { } cycle ? quantity.Number(new CycleEntry(cell.Cell.Name, cycle, Unknown)) ?? double.NaN : double.NaN);
}
