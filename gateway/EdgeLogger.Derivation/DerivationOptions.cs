using System;
using EdgeLogger.Cycles;

namespace EdgeLogger.Derivation;

/// <summary>How results are derived from the log.</summary>
public sealed record DerivationOptions
{
    /// <summary>What the cycle engine is told of every cell.</summary>
    public CycleEngineOptions Engine { get; init; } = new();

    /// <summary>Workers that share the cells. Default: one a core, at most 8.</summary>
    public int Workers { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 8);

    /// <summary>How long closed results may wait in memory for their transaction. What is lost with them is derived again. Default 1 s.</summary>
    public TimeSpan StoreEvery { get; init; } = TimeSpan.FromSeconds(1);
}
