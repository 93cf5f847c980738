using System.Collections.Generic;
using System.IO;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Derivation.Store;

/// <summary>
/// A cycle as the store keeps it: its halves are stored by themselves, and it has their numbers.
/// </summary>
internal sealed record StoredCycle(
    int? Charge, int? Discharge, CycleOrder Order, bool Partial, bool Provisional, double? CoulombicEfficiency,
    double? EnergyEfficiency, string Signature, QualityFlags Flags)
{
    /// <summary>The lesser number of its halves, from 0.</summary>
    public int FirstHalf => Charge < Discharge ? Charge.Value : Discharge ?? Charge ?? int.MaxValue;

    public static StoredCycle Of(Cycle cycle) => new(
        cycle.Charge?.Index, cycle.Discharge?.Index, cycle.Order, cycle.Partial, cycle.Provisional, cycle.CoulombicEfficiency,
        cycle.EnergyEfficiency, cycle.Signature, cycle.Flags);

    /// <summary>The cycle.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="halves">The test's half cycles by number.</param>
    /// <exception cref="InvalidDataException">A half is not among them.</exception>
    public Cycle With(int number, IReadOnlyDictionary<int, HalfCycle> halves) => new()
    {
        Number = number,
        Charge = HalfOf(Charge, number, halves),
        Discharge = HalfOf(Discharge, number, halves),
        Order = Order,
        Partial = Partial,
        Provisional = Provisional,
        CoulombicEfficiency = CoulombicEfficiency,
        EnergyEfficiency = EnergyEfficiency,
        Signature = Signature,
        Flags = Flags,
    };

    private static HalfCycle? HalfOf(int? index, int cycle, IReadOnlyDictionary<int, HalfCycle> halves) => index is not { } known
        ? null
        : halves.TryGetValue(known, out HalfCycle? half) ? half : throw new InvalidDataException(
            $"Half cycle {known} of the stored cycle {cycle} is missing; delete derived.db, and it is derived again.");
}
