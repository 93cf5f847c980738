using EdgeLogger.Firmware.Board;
using EdgeLogger.Firmware.Drivers.Tca9548a;
using EdgeLogger.Firmware.Provisioning;

namespace EdgeLogger.Device.Board;

/// <summary>The bus that a slot's chips are on: the board's own, or a branch of a multiplexer that slots share.</summary>
public sealed class SlotBuses
{
    private const int FirstMultiplexer = 0x70;

    private readonly II2cBus _bus;
    private readonly Tca9548a?[] _multiplexers = new Tca9548a?[8];

    public SlotBuses(II2cBus bus) => _bus = bus;

    /// <summary>The slot's bus.</summary>
    public II2cBus Of(SlotSettings slot)
    {
        if (slot.MuxAddress == 0)
        {
            return _bus;
        }

        int index = slot.MuxAddress - FirstMultiplexer;
        Tca9548a? multiplexer = _multiplexers[index];
        if (multiplexer == null)
        {
            multiplexer = new Tca9548a(_bus, (byte)slot.MuxAddress);
            _multiplexers[index] = multiplexer;
        }

        return new Tca9548aBranch(multiplexer, slot.MuxBranch);
    }
}
