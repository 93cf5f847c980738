namespace EdgeLogger.Firmware.Drivers;

/// <summary>
/// A thermistor to ground with a resistor above it, between supply and ground. Tap and top are measured one after the other, so
/// the supply cancels, and the code is the ratio of thermistor to resistor.
/// </summary>
public static class ThermistorDivider
{
    /// <summary>Codes of a thermistor as large as the resistor.</summary>
    public const int CodesPerUnity = 1 << 20;

    /// <summary>
    /// A tap this close to either end, as a part of the top over 2^this, is an open or shorted thermistor: beyond 63 times the
    /// resistor.
    /// </summary>
    private const int EndShift = 6;

    /// <summary>Below so many codes the supply of the divider is missing.</summary>
    private const int LeastTop = 1024;

    /// <summary>The ratio, rounded.</summary>
    /// <param name="tap">Code of the voltage at the thermistor.</param>
    /// <param name="top">Code of the voltage over both, of the same range.</param>
    /// <param name="code">Thermistor over resistor x 2^20; 0 with a fault.</param>
    /// <returns>Ok, or SensorFault: open, shorted, or without supply.</returns>
    public static ConverterStatus Ratio(int tap, int top, out int code)
    {
        code = 0;
        int end = top >> EndShift;
        if (top < LeastTop || tap <= end || top - tap <= end)
        {
            return ConverterStatus.SensorFault;
        }

        long rest = top - tap;
        code = (int)((((long)tap * CodesPerUnity) + (rest / 2)) / rest);
        return ConverterStatus.Ok;
    }
}
