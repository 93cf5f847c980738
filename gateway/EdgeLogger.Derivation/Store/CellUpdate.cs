using System.Collections.Generic;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Trends;
using EdgeLogger.Derivation.Cells;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;

namespace EdgeLogger.Derivation.Store;

/// <summary>
/// What a test's worker has to store, in one transaction: results closed since the last time, and where it stands.
/// </summary>
/// <param name="Cell">The test.</param>
/// <param name="Halves">Half cycles closed.</param>
/// <param name="Cycles">Cycles closed.</param>
/// <param name="Checkpoint">The processor's state after them.</param>
public sealed record CellUpdate(
    TestKey Cell, IReadOnlyList<StoredHalf> Halves, IReadOnlyList<Cycle> Cycles, byte[] Checkpoint)
{
    /// <summary>The trend after each complete cycle of <see cref="Cycles"/>.</summary>
    public IReadOnlyList<CycleTrend> Trends { get; init; } = [];

    /// <summary>Steps closed.</summary>
    public IReadOnlyList<StoredStep> Steps { get; init; } = [];

    /// <summary>Boots that have a place on the test's clock.</summary>
    public IReadOnlyList<BootPlace> Places { get; init; } = [];

    /// <summary>How far each segment has been derived, up to the one under way.</summary>
    public IReadOnlyList<SegmentReach> Reached { get; init; } = [];

    /// <summary>The segments that it was derived from; null if they are what they were.</summary>
    public IReadOnlyList<TestSegment>? Segments { get; init; }

    /// <summary>
    /// Lines of the offset books of its streams that have come: results may have a date now. They are stored with the streams.
    /// </summary>
    public IReadOnlyList<BootDate> Dates { get; init; } = [];

    /// <summary>The cycle that plain retention is counted from after them; null: there is none yet.</summary>
    public RetentionReference? Reference { get; init; }

    /// <summary>The state of the trends after them; null if it is what it was.</summary>
    public byte[]? TrendState { get; init; }

    /// <summary>
    /// Where the results stood before the end of the test closed what was open; null if they do not hold that.
    /// </summary>
    public BeforeEnd? BeforeEnd { get; init; }

    /// <summary>What it was derived by; null if it is what it was.</summary>
    public CellSettings? Settings { get; init; }
}
