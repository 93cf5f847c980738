namespace EdgeLogger.Firmware.Sampling;

/// <summary>The channels of a slot, in the order in which every frame and schema has them.</summary>
public static class Channel
{
    public const int Voltage = 0;
    public const int Current = 1;
    public const int Temperature = 2;
    public const int Pressure = 3;
    public const int Count = 4;
}
