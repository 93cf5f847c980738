using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Results.Quantities;

/// <summary>A half cycle with what its quantities are taken from.</summary>
/// <param name="Subject">The cell, BOARD/SLOT, or the record's file.</param>
/// <param name="Half">The half cycle.</param>
/// <param name="Metadata">What is known of the cell.</param>
public sealed record HalfEntry(string Subject, HalfCycle Half, CellMetadata Metadata);
