using EdgeLogger.Derivation.Following;

namespace EdgeLogger.Results.Quantities;

/// <summary>A row of a cell with what its quantities are taken from.</summary>
/// <param name="Cell">The cell, BOARD/SLOT.</param>
/// <param name="Row">The row.</param>
/// <param name="TimeS">Its time on the cell's clock, s.</param>
/// <param name="UtcMs">The same in UTC, Unix ms; null: not known.</param>
/// <param name="Quality">How well UTC is known.</param>
public readonly record struct SampleEntry(string Cell, CellRow Row, double TimeS, long? UtcMs, DateQuality Quality);
