using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Bench.Demo;

/// <summary>A cycle that closed while the demo ran.</summary>
/// <param name="Cell">The cell's name.</param>
/// <param name="Cycle">The cycle.</param>
internal readonly record struct ClosedCycle(string Cell, Cycle Cycle);
