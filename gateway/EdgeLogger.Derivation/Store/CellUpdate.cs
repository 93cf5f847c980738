using System.Collections.Generic;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Cells;
using EdgeLogger.Derivation.Following;

namespace EdgeLogger.Derivation.Store;

/// <summary>
/// What a cell's worker has to store, in one transaction: results closed since the last time, and where it stands.
/// </summary>
/// <param name="Cell">The cell.</param>
/// <param name="Halves">Half cycles closed.</param>
/// <param name="Cycles">Cycles closed.</param>
/// <param name="Checkpoint">The processor's state after them.</param>
public sealed record CellUpdate(
    CellKey Cell, IReadOnlyList<StoredHalf> Halves, IReadOnlyList<Cycle> Cycles, byte[] Checkpoint)
{
    /// <summary>The trend after each complete cycle of <see cref="Cycles"/>.</summary>
    public IReadOnlyList<CycleTrend> Trends { get; init; } = [];

    /// <summary>Steps closed.</summary>
    public IReadOnlyList<StoredStep> Steps { get; init; } = [];

    /// <summary>Lines of the offset book that have come, or replace such as begin with the same frame.</summary>
    public IReadOnlyList<BootDate> Dates { get; init; } = [];

    /// <summary>The state of the trends after them; null if it is what it was.</summary>
    public byte[]? TrendState { get; init; }

    /// <summary>What it was derived by; null if it is what it was.</summary>
    public CellSettings? Settings { get; init; }
}
