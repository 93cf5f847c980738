namespace EdgeLogger.VirtualBench.Cells;

/// <summary>
/// A cell as a board sees it that was started later: the board's uptime 0 is a later moment of the cell's time.
/// </summary>
/// <param name="cell">The cell, on its own time.</param>
/// <param name="offsetS">Its time at the board's start, s.</param>
public sealed class LaterCell(ICellSignal cell, double offsetS) : ICellSignal
{
    /// <inheritdoc/>
    public double MeanVoltageV(double t0, double t1) => cell.MeanVoltageV(t0 + offsetS, t1 + offsetS);

    /// <inheritdoc/>
    public double MeanCurrentA(double t0, double t1) => cell.MeanCurrentA(t0 + offsetS, t1 + offsetS);

    /// <inheritdoc/>
    public double MeanTemperatureDegC(double t0, double t1) => cell.MeanTemperatureDegC(t0 + offsetS, t1 + offsetS);

    /// <inheritdoc/>
    public double MeanPressureMPa(double t0, double t1) => cell.MeanPressureMPa(t0 + offsetS, t1 + offsetS);
}
