using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Alerts.Detection;

/// <summary>
/// One closed cycle of a cell: what detectors of fade are fed, in the order of the cycles. Provisional cycles are not fed. The
/// cycle holds its signature, its partiality, both halves and, where the engine kept them, their details.
/// </summary>
/// <param name="Cell">The cell's name.</param>
/// <param name="Cohort">The cell's cohort; empty if it is of none.</param>
/// <param name="Cycle">The cycle.</param>
public sealed record CycleObservation(string Cell, string Cohort, Cycle Cycle);
