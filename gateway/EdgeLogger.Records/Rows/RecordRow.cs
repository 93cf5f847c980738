using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Records.Rows;

/// <summary>One row of a recorded cell.</summary>
/// <param name="TimeS">Seconds from any origin.</param>
/// <param name="VoltageV">Cell voltage, V; NaN where the record has none.</param>
/// <param name="CurrentA">Cell current, A, positive charging; NaN where the record has none.</param>
/// <param name="TemperatureDegC">Cell temperature, degrees Celsius; NaN where the record has none.</param>
public readonly record struct RecordRow(double TimeS, double VoltageV, double CurrentA, double TemperatureDegC)
{
    /// <summary>What the cycle engine takes.</summary>
    public Sample Sample => new(TimeS, VoltageV, CurrentA);
}
