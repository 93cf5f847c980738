namespace EdgeLogger.Hardware.Design;

/// <summary>I2C addresses of the design, as straps and schematic make them.</summary>
public static class Addresses
{
    /// <summary>TCA9548A with A2, A1, A0 at ground.</summary>
    public const int Multiplexer = 0x70;

    /// <summary>ADS122C04 of voltage and thermometer: A1 and A0 at DGND.</summary>
    public const int Voltage = 0x40;

    /// <summary>ADS122C04 of the current: A0 at DVDD.</summary>
    public const int Current = 0x41;

    /// <summary>NAU7802: fixed.</summary>
    public const int LoadCell = 0x2A;

    /// <summary>Branch of the multiplexer that a slot is on.</summary>
    /// <param name="slot">From 0.</param>
    public static int Branch(int slot) => slot;
}
