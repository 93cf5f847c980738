namespace EdgeLogger.Derivation.Following;

/// <summary>A row of a cell with its place in time.</summary>
/// <param name="Row">The row.</param>
/// <param name="StartS">Start of its period on the cell's clock, s; the row's own time where it has no period.</param>
/// <param name="TimeS">Its time, the end of its period, on the cell's clock, s.</param>
/// <param name="UtcMs">The same in UTC, Unix ms; null if it is not known, or not yet.</param>
/// <param name="Quality">How well UTC is known.</param>
public readonly record struct DatedRow(CellRow Row, double StartS, double TimeS, long? UtcMs, DateQuality Quality);
