using System;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cells.Model;

/// <summary>One change of what is known of a cell.</summary>
/// <param name="At">When it was made, UTC.</param>
/// <param name="Author">Who made it, and why.</param>
/// <param name="Metadata">What was known from then on.</param>
public sealed record CellChange(DateTimeOffset At, Author Author, CellMetadata Metadata);
