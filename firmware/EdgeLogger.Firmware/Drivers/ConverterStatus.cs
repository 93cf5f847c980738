using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Firmware.Drivers;

/// <summary>How a call on a converter ended.</summary>
public enum ConverterStatus : byte
{
    Ok = 0,

    /// <summary>The chip answered; no conversion has ended since the last reading.</summary>
    NoNewData,

    /// <summary>A new conversion, at the end of the converter's range: a bound, not a value.</summary>
    Saturated,

    /// <summary>A set-up that takes several transfers is under way: call again.</summary>
    Busy,

    /// <summary>
    /// The bytes contradict their check, or a second reading of them; nothing was taken over. Reading again is safe.
    /// </summary>
    Corrupt,

    /// <summary>The chip's registers are not what was written: it was reset or lost power. Configure it again.</summary>
    ConfigurationLost,

    /// <summary>Something answers, but it is not the chip that the slot is built of: its identity is another's.</summary>
    WrongChip,

    /// <summary>
    /// The chip is well and converts; the sensor on it is open, shorted or beyond what it can be. There is no value.
    /// </summary>
    SensorFault,

    /// <summary><see cref="I2cStatus.Nack"/>.</summary>
    Nack,

    /// <summary><see cref="I2cStatus.BusStuck"/>.</summary>
    BusStuck,
}
