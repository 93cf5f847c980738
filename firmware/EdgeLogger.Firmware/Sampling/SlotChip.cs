namespace EdgeLogger.Firmware.Sampling;

/// <summary>The chips that a channel of a slot can be measured with. Numbers are never given a new meaning.</summary>
public enum SlotChip : byte
{
    /// <summary>24 bit over I2C: voltage, current at a shunt, or the thermometer as a ratio.</summary>
    Ads122c04 = 0,

    /// <summary>16 bit over I2C: voltage, or a thermistor.</summary>
    Ads1115,

    /// <summary>20 bit over I2C, sums charge and energy: current, or current and voltage.</summary>
    Ina228,

    /// <summary>15 bit over SPI: a platinum thermometer.</summary>
    Max31865,

    /// <summary>24 bit over I2C: a load cell.</summary>
    Nau7802,

    /// <summary>24 bit over two pins: a load cell.</summary>
    Hx711,
}
