namespace EdgeLogger.Firmware.Drivers.OnChipAdc;

/// <summary>What the microcontroller's converter is wired to. The defaults are the reference board's.</summary>
public sealed class HousekeepingInputs
{
    /// <summary>
    /// The converter's channel at half the supply. Only channels of the first converter: Wi-Fi takes the second.
    /// </summary>
    public int SupplyChannel = 6;

    /// <summary>Supply over the voltage at that channel, x 10^6.</summary>
    public long SupplyDividerMillionths = 2000000;

    /// <summary>The channel at the tap of the thermistor to ground.</summary>
    public int ThermistorChannel;

    /// <summary>The resistor from the supply to the tap.</summary>
    public int SeriesOhm = 10000;

    /// <summary>The thermistor at 25 degC.</summary>
    public int ThermistorOhm = 10000;

    /// <summary>Its Beta, K.</summary>
    public int ThermistorBetaK = 3988;

    /// <summary>Voltage at code 4,095, nominally.</summary>
    public int FullScaleMilliVolt = 3100;
}
