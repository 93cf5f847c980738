using System.Collections.Generic;
using EdgeLogger.Cycles.DifferentialCapacity;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Web.Components.Cell;

/// <summary>One half cycle as a curve.</summary>
/// <param name="Half">The half cycle.</param>
/// <param name="Points">Charge since its begin, Ah, and voltage, V; thinned to what can be seen.</param>
/// <param name="Differential">dQ/dV, smoothed as peaks are looked for on it.</param>
/// <param name="Rows">Rows it was made of.</param>
public sealed record HalfCurve(
    HalfCycle Half, IReadOnlyList<(double Ah, double VoltageV)> Points, DifferentialCapacityCurve Differential, long Rows);
