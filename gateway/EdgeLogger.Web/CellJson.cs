using EdgeLogger.Derivation;

namespace EdgeLogger.Web;

/// <summary>A cell as /api/cells tells it. Quantities that are not measured are null.</summary>
public sealed record CellJson(
    string Cell, string Board, int Slot, long? UtcMs, double TimeS, double? VoltageV, double? CurrentA, double? TemperatureDegC,
    double? PressureMpa, long Rows, int HalvesClosed, int CyclesClosed, double? OpenHalfAh)
{
    /// <summary>Takes what a program may see of a snapshot.</summary>
    public static CellJson Of(CellSnapshot cell) => new(
        cell.Cell.Name, cell.Cell.Board, cell.Cell.Slot, cell.UtcMs, cell.TimeS, Known(cell.Latest.VoltageV), Known(cell.Latest.CurrentA),
        Known(cell.Latest.TemperatureDegC), Known(cell.Latest.PressureMpa), cell.Rows, cell.HalvesClosed, cell.LastCycle?.Number ?? 0,
        cell.Open?.Ah);

    // JSON has no NaN.
    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
