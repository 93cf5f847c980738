using EdgeLogger.Cycles;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Trends;

namespace EdgeLogger.Derivation.Cells;

/// <summary>What one cell's results are derived by. Others give other results: they are then derived again.</summary>
/// <param name="Engine">What the engine is given.</param>
/// <param name="Trends">How trends are taken.</param>
public sealed record CellSettings(CycleEngineOptions Engine, TrendOptions Trends)
{
    /// <summary>The version of the engine, <see cref="CycleEngine.Version"/> of the program that derived them.</summary>
    public required int EngineVersion { get; init; }
}
