namespace EdgeLogger.Cycles.Model;

/// <summary>One instant reading of a cell, as a cycler's file has it.</summary>
/// <param name="TimeS">Seconds on a clock that integrates (monotonic, any origin).</param>
/// <param name="VoltageV">Cell voltage, V.</param>
/// <param name="CurrentA">Cell current, A; positive charges the cell.</param>
public readonly record struct Sample(double TimeS, double VoltageV, double CurrentA);

/// <summary>What surrounds a cell while a row is taken. NaN where it is not measured.</summary>
/// <param name="TemperatureDegC">The cell's own temperature, degrees Celsius.</param>
/// <param name="PressureMpa">The stack pressure on the cell, MPa.</param>
public readonly record struct CellConditions(double TemperatureDegC, double PressureMpa)
{
    /// <summary>Nothing but voltage and current is measured.</summary>
    public static CellConditions Unknown => new(double.NaN, double.NaN);
}
