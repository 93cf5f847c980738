using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Trends;

/// <summary>
/// The one cycle that a cell's plain retention is counted from, whatever protocol runs later (docs/specs/cycles.md, section 8).
/// </summary>
/// <param name="CycleNumber">The cycle.</param>
/// <param name="Ah">Its discharge capacity, Ah; above 0.</param>
/// <param name="CRate">The rate class of its discharge; null if its signature names none.</param>
/// <param name="Flags">What to know of it: none, unless no cycle at its rate is without.</param>
/// <param name="IsFinal">It stays. Before, another rate may turn out to be the commonest.</param>
public sealed record RetentionReference(int CycleNumber, double Ah, double? CRate, QualityFlags Flags, bool IsFinal)
{
    /// <summary>Plain retention after a cycle, 1 at the reference; null for a partial or provisional cycle.</summary>
    public double? RetentionOf(Cycle cycle) => cycle is { Partial: false, Provisional: false, Discharge: { } discharge }
        ? discharge.Ah / Ah
        : null;
}
