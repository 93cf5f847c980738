using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;

namespace EdgeLogger.Derivation;

/// <summary>How a cell stands now, for anyone who looks at it.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Latest">Its newest row.</param>
/// <param name="TimeS">Time of that row on the cell's clock, s.</param>
/// <param name="UtcMs">The same in UTC, Unix ms; null if the board does not know.</param>
/// <param name="Rows">Rows applied so far.</param>
/// <param name="Open">The half cycle under way; null before the first.</param>
/// <param name="HalvesClosed">Half cycles closed so far.</param>
/// <param name="LastCycle">The newest closed cycle; null before the first.</param>
/// <param name="NextSequence">The frame the cell waits for.</param>
public sealed record CellSnapshot(
    TestKey Cell, CellRow Latest, double TimeS, long? UtcMs, long Rows, HalfCycle? Open, int HalvesClosed, Cycle? LastCycle,
    long NextSequence)
{
    /// <summary>Its newest frame gives a time that is not a date of 2000 to 2199: its rows count, and have no date.</summary>
    public bool IsTimeRefused { get; init; }
}
