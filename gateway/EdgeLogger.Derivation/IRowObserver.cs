using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;

namespace EdgeLogger.Derivation;

/// <summary>Sees every row of every cell as it is derived: also those of a log that is caught up with. Return soon.</summary>
public interface IRowObserver
{
    /// <summary>Takes a cell's next row, on the thread that derives the cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="place">Where the row is in the log.</param>
    /// <param name="isNew">It has come since the start, and is not given again, for this test or another.</param>
    /// <param name="timeS">End of the row on the cell's clock, s.</param>
    /// <param name="utcMs">The same in UTC, Unix ms; null if it is not known, or not yet.</param>
    /// <param name="row">The row.</param>
    void OnRow(TestKey cell, in RowPlace place, bool isNew, double timeS, long? utcMs, in CellRow row);
}
