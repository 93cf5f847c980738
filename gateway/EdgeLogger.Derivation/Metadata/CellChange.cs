using System;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Derivation.Metadata;

/// <summary>One change of what a lab knows of a cell.</summary>
/// <param name="At">When it was set, UTC.</param>
/// <param name="By">Who set it.</param>
/// <param name="Cell">The cell, BOARD/SLOT.</param>
/// <param name="Metadata">Everything known of it from then on.</param>
/// <param name="Note">Why, in that person's words; may be empty.</param>
public sealed record CellChange(DateTimeOffset At, string By, string Cell, CellMetadata Metadata, string Note);
