using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;

namespace EdgeLogger.Derivation;

/// <summary>Sees every row of every cell as it is derived: also those of a log that is caught up with. Return soon.</summary>
public interface IRowObserver
{
    /// <summary>Takes a cell's next row, on the thread that derives the cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="place">Where the row is in the log.</param>
    /// <param name="timeS">End of the row on the cell's clock, s.</param>
    /// <param name="row">The row.</param>
    void OnRow(TestKey cell, in RowPlace place, double timeS, in CellRow row);
}
