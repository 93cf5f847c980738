using System;
using EdgeLogger.Cycles;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Trends;
using EdgeLogger.Derivation.Cells;

namespace EdgeLogger.Derivation;

/// <summary>How results are derived from the log.</summary>
public sealed record DerivationOptions
{
    /// <summary>What the cycle engine uses for a cell of which nothing is known.</summary>
    public CycleEngineOptions Engine { get; init; } = new();

    /// <summary>How trends are taken. Default: what the cell's own temperature explains is taken off.</summary>
    public TrendOptions Trends { get; init; } = new() { CorrectTemperature = true };

    /// <summary>Workers that share the cells. Default: one a core, at most 8.</summary>
    public int Workers { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 8);

    /// <summary>
    /// How long closed results may wait in memory for their transaction. What is lost with them is derived again. Default 1 s.
    /// </summary>
    public TimeSpan StoreEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How a cell of which this is known is derived.</summary>
    public CellSettings For(CellMetadata metadata)
    {
        CycleEngineOptions engine = metadata.ApplyTo(Engine);
        return new CellSettings(engine, Trends with
        {
            NominalAh = engine.NominalAh,
            ReferenceCycle = metadata.ReferenceCycle,
            ReferenceCRate = metadata.ReferenceCRate,
        })
        {
            EngineVersion = CycleEngine.Version,
        };
    }
}
