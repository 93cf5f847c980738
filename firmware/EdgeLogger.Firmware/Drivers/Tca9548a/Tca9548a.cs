using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Firmware.Drivers.Tca9548a;

/// <summary>
/// A TCA9548A, which splits one I2C bus into eight. One of them at a time is connected, so that chips with equal addresses do not
/// answer together. See <see cref="Tca9548aBranch"/> for the bus of one branch.
/// </summary>
public sealed class Tca9548a
{
    /// <summary>First of the eight addresses; A2 to A0 add 0 to 7.</summary>
    public const byte BaseAddress = 0x70;

    private const int Unknown = -1;

    private readonly II2cBus _bus;
    private readonly byte _address;
    private readonly byte[] _control = new byte[1];
    private int _selected = Unknown;

    public Tca9548a(II2cBus bus, byte address)
    {
        _bus = bus;
        _address = address;
    }

    /// <summary>The bus the multiplexer is on.</summary>
    public II2cBus Upstream => _bus;

    /// <summary>Selections that failed since boot.</summary>
    public int BusFaults;

    /// <summary>Connects one branch, 0 to 7, if it is not connected already.</summary>
    public I2cStatus Select(int branch)
    {
        if (branch == _selected)
        {
            return I2cStatus.Ok;
        }

        _control[0] = (byte)(1 << branch);
        I2cStatus status = _bus.Write(_address, _control, 1);
        if (status == I2cStatus.Ok)
        {
            _selected = branch;
        }
        else
        {
            _selected = Unknown;
            BusFaults++;
        }

        return status;
    }

    /// <summary>A transfer failed: the multiplexer may have lost its power, so the next selection is sent again.</summary>
    public void Forget() => _selected = Unknown;
}
