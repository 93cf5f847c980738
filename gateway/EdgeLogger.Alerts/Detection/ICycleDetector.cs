using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Alerts.Detection;

/// <summary>
/// Judges one cell by its closed cycles. A pure function of the cycles it was given, in their order, in bounded memory: a restart
/// gives them again and gets the same verdicts.
/// </summary>
public interface ICycleDetector
{
    /// <summary>Takes the cell's next cycle.</summary>
    /// <returns>What is found with it; null if it says nothing of this cycle (partial, not to be compared), and the last verdict
    /// stands.</returns>
    Verdict? Take(CycleObservation observation);
}

/// <summary>
/// One closed cycle of a cell: what detectors of fade are fed, in the order of the cycles. Provisional cycles are not fed. The
/// cycle holds its signature, its partiality, both halves and, where the engine kept them, their details.
/// </summary>
/// <param name="Cell">The cell's name.</param>
/// <param name="Cohort">The cell's cohort; empty if it is of none.</param>
/// <param name="Cycle">The cycle.</param>
public sealed record CycleObservation(string Cell, string Cohort, Cycle Cycle)
{
    /// <summary>The test that the cycle is of; without one the cell by its name.</summary>
    public Subject Subject { get; init; } = Subject.Cell(Cell);
}
