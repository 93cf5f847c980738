namespace EdgeLogger.Cycles.Model;

/// <summary>The last reading of a rest; NaN is unknown.</summary>
internal struct RestMark
{
    public double VoltageV;
    public float TemperatureDegC;
    public float PressureMpa;

    /// <summary>There was no rest.</summary>
    public static RestMark None => Of(double.NaN, CellConditions.Unknown);

    public static RestMark Of(double voltageV, in CellConditions conditions) => new()
    {
        VoltageV = voltageV,
        TemperatureDegC = (float)conditions.TemperatureDegC,
        PressureMpa = (float)conditions.PressureMpa,
    };
}
