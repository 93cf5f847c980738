using EdgeLogger.Derivation;
using EdgeLogger.Web.Api.Book;

namespace EdgeLogger.Web.Api;

/// <summary>A cell as it stands. Quantities that are not measured are null.</summary>
/// <param name="Cell">What its test is called: the cell's name, or its slot, board/slot.</param>
/// <param name="Test">The id of the test, 16 hexadecimal digits: /api/tests/{id}.</param>
/// <param name="Board">The board it is measured by.</param>
/// <param name="Slot">The slot on the board, from 0.</param>
/// <param name="UtcMs">When the newest row was measured, Unix ms; null if the board did not know.</param>
/// <param name="TimeS">The same on the cell's own clock, s.</param>
/// <param name="VoltageV">Cell voltage, V.</param>
/// <param name="CurrentA">Current, A; positive charges.</param>
/// <param name="TemperatureDegC">Temperature, degrees Celsius.</param>
/// <param name="PressureMpa">Stack pressure, MPa.</param>
/// <param name="Rows">Rows that results were derived from.</param>
/// <param name="HalvesClosed">Half cycles closed.</param>
/// <param name="CyclesClosed">Cycles closed.</param>
/// <param name="OpenHalfAh">Charge of the half cycle under way, Ah.</param>
public sealed record CellJson(
    string Cell, string Test, string Board, int Slot, long? UtcMs, double TimeS, double VoltageV, double CurrentA,
    double TemperatureDegC, double PressureMpa, long Rows, int HalvesClosed, int CyclesClosed, double? OpenHalfAh)
{
    /// <summary>Takes what a program may see of a snapshot.</summary>
    public static CellJson Of(CellSnapshot cell) => new(
        cell.Cell.Name, HexId.Of(cell.Cell.Id), cell.Cell.Board, cell.Cell.Slot, cell.UtcMs, cell.TimeS, cell.Latest.VoltageV,
        cell.Latest.CurrentA, cell.Latest.TemperatureDegC, cell.Latest.PressureMpa, cell.Rows, cell.HalvesClosed,
        cell.LastCycle?.Number ?? 0, cell.Open?.Ah);
}
