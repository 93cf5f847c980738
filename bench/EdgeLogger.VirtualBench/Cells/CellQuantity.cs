namespace EdgeLogger.VirtualBench.Cells;

/// <summary>The four quantities of an <see cref="ICellSignal"/>.</summary>
public enum CellQuantity
{
    Voltage,
    Current,
    Temperature,
    Pressure,
}
