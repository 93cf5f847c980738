using System.Device.Spi;
using EdgeLogger.Firmware.Drivers.Tca9548a;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Device.Board;

/// <summary>
/// What each slot's chips hang on: the board's I2C bus, or a branch of a multiplexer that slots share; the thermometer bus with a
/// select line for each slot; the pins of the one HX711 that a board may have.
/// </summary>
public sealed class SlotBuses
{
    private const int I2cBusId = 1;
    private const int ThermometerBusId = 1;
    private const int LoadCellBusId = 2;
    private const int ThermometerHz = 2_000_000;
    private const int NoSelectLine = -1;
    private const int FirstMultiplexer = 0x70;

    private readonly BoardPins _pins;
    private readonly Tca9548a?[] _multiplexers = new Tca9548a?[8];
    private SpiClockedPins? _loadCell;

    /// <param name="pins">With their functions assigned.</param>
    public SlotBuses(BoardPins pins) => _pins = pins;

    /// <summary>The board's I2C bus.</summary>
    public DeviceI2cBus I2c { get; } = new DeviceI2cBus(I2cBusId);

    /// <summary>Selections that a multiplexer did not take, since boot.</summary>
    public int MultiplexerFaults
    {
        get
        {
            int faults = 0;
            for (int i = 0; i < _multiplexers.Length; i++)
            {
                Tca9548a? multiplexer = _multiplexers[i];
                faults += multiplexer == null ? 0 : multiplexer.BusFaults;
            }

            return faults;
        }
    }

    /// <summary>The slot's wires. What no chip of the slot needs is not opened.</summary>
    public SlotWires Of(SlotSettings slot) => new SlotWires(
        I2cOf(slot),
        slot.Hardware.ThermometerChip == SlotChip.Max31865
            ? new SpiChip(ThermometerBusId, _pins.ThermometerSelect[slot.Slot], SpiMode.Mode1, ThermometerHz) : null,
        slot.Hardware.LoadCellChip == SlotChip.Hx711 ? LoadCell() : null);

    private II2cBus I2cOf(SlotSettings slot)
    {
        if (slot.MuxAddress == 0)
        {
            return I2c;
        }

        int index = slot.MuxAddress - FirstMultiplexer;
        Tca9548a? multiplexer = _multiplexers[index];
        if (multiplexer == null)
        {
            multiplexer = new Tca9548a(I2c, (byte)slot.MuxAddress);
            _multiplexers[index] = multiplexer;
        }

        return new Tca9548aBranch(multiplexer, slot.MuxBranch);
    }

    private SpiClockedPins LoadCell()
    {
        if (_loadCell == null)
        {
            _loadCell = new SpiClockedPins(new SpiChip(LoadCellBusId, NoSelectLine, SpiMode.Mode0, SpiClockedPins.ClockHz));
        }

        return _loadCell;
    }
}
