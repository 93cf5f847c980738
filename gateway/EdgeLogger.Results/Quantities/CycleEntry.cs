using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Results.Quantities;

/// <summary>A cycle with what its quantities are taken from.</summary>
/// <param name="Subject">The cell, BOARD/SLOT, or the record's file.</param>
/// <param name="Cycle">The cycle.</param>
/// <param name="Metadata">What is known of the cell.</param>
public sealed record CycleEntry(string Subject, Cycle Cycle, CellMetadata Metadata)
{
    /// <summary>The discharge capacity over that of the reference cycle; null: not known.</summary>
    public double? Retention { get; init; }

    /// <summary>When its first half cycle began, Unix ms; null: not known.</summary>
    public long? StartUtcMs { get; init; }

    /// <summary>When its last half cycle ended, Unix ms; null: not known.</summary>
    public long? EndUtcMs { get; init; }
}
