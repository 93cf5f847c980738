namespace EdgeLogger.Firmware.Drivers.Hx711;

/// <summary>
/// Pulses, times and range of the HX711 (Avia Semiconductor data sheet, "Serial Interface" and "Reset and Power-Down"). It has no
/// registers.
/// </summary>
public static class Hx711Registers
{
    public const int DataBits = 24;

    /// <summary>
    /// The clock high for longer than this switches the chip off, us; low again, it starts with channel A and gain 128.
    /// </summary>
    public const int PowerDownUs = 60;

    /// <summary>How long the driver holds the clock high for that.</summary>
    public const int PowerDownPauseUs = 1000;

    /// <summary>Conversions until the filter has settled after power-up or a change of the gain.</summary>
    public const int SettlingConversions = 4;

    /// <summary>How far the internal oscillator is taken to be off; the data sheet guarantees nothing.</summary>
    public const int ClockTolerancePercent = 10;

    public const int MaxCode = 0x7FFFFF;
    public const int MinCode = -0x800000;

    /// <summary>
    /// Pulses after the data, which choose the next conversion: 1 is gain 128, 3 is gain 64 (both channel A), 2 is gain 32
    /// (channel B).
    /// </summary>
    public static int GainPulses(int gain) => gain >= 128 ? 1 : gain >= 64 ? 3 : 2;

    /// <summary>Time of one conversion, ns; the pin RATE decides.</summary>
    public static long ConversionTimeNs(bool fast) => fast ? 12500000 : 100000000;

    /// <summary>24 bits in two's complement as a number.</summary>
    public static int CodeOf(int bits) => (bits << 8) >> 8;
}
