using EdgeLogger.Derivation.Following;

namespace EdgeLogger.Derivation.Cells;

/// <summary>Sees a row.</summary>
/// <param name="timeS">End of the row on the cell's clock, s.</param>
/// <param name="row">The row.</param>
public delegate void RowTaken(double timeS, in CellRow row);
