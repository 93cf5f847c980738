using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Firmware.Sampling;

/// <summary>What a slot's chips hang on. What no chip of the slot needs may be null.</summary>
public sealed class SlotWires
{
    /// <summary>Creates the wires of a slot.</summary>
    /// <param name="i2c">The bus, or the branch of a multiplexer.</param>
    /// <param name="spi">The MAX31865.</param>
    /// <param name="loadCellPins">The HX711.</param>
    public SlotWires(II2cBus i2c, ISpiDevice? spi, IClockedPins? loadCellPins)
    {
        I2c = i2c;
        Spi = spi;
        LoadCellPins = loadCellPins;
    }

    public II2cBus I2c { get; }

    public ISpiDevice? Spi { get; }

    public IClockedPins? LoadCellPins { get; }
}
