using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Results.Quantities;

/// <summary>A step with what its quantities are taken from.</summary>
/// <param name="Subject">The cell, BOARD/SLOT, or the record's file.</param>
/// <param name="Step">The step.</param>
public sealed record StepEntry(string Subject, Step Step)
{
    /// <summary>Its number, from 1; null in a record.</summary>
    public int? Number { get; init; }

    /// <summary>When it began, Unix ms; null: not known.</summary>
    public long? StartUtcMs { get; init; }

    /// <summary>When it ended, Unix ms; null: not known.</summary>
    public long? EndUtcMs { get; init; }
}
