using EdgeLogger.Firmware.Drivers.Ads1115;
using EdgeLogger.Firmware.Drivers.Ads122c04;
using EdgeLogger.Firmware.Drivers.Ina228;
using EdgeLogger.Firmware.Drivers.Max31865;
using EdgeLogger.Firmware.Drivers.Nau7802;
using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Firmware.Drivers.Detection;

/// <summary>
/// Says which chip answers, by its identity where it has one and by its behaviour where it has none. It is for the time before
/// chips are configured: an ADS122C04 is reset by it. Questions to one chip do no harm to another at the same address, which is
/// why they come in this order: ids of the INA228, thresholds of the ADS1115, and last the reset and writes of the ADS122C04.
/// </summary>
public sealed class ChipProbe
{
    /// <summary>Nothing answers.</summary>
    public const string None = "";

    /// <summary>Something answers and is none of the chips known here.</summary>
    public const string Unknown = "unknown";

    /// <summary>The bus is held low or stretched for too long.</summary>
    public const string BusStuck = "bus stuck";

    private const byte FirstMultiplexer = 0x70;
    private const byte Pattern = 0x5A;

    private readonly byte[] _command = new byte[5];
    private readonly byte[] _reply = new byte[5];
    private I2cStatus _status;

    /// <summary>Which chip is at an address: its name, or one of the constants.</summary>
    public string Identify(II2cBus bus, byte address)
    {
        if (address >= FirstMultiplexer)
        {
            return Settle(IsMultiplexer(bus, address), "TCA9548A");
        }

        if (address == Nau7802Registers.Address)
        {
            bool isBridge = Ask(bus, address, Nau7802Registers.Revision, 1) && (_reply[0] & 0x0F) == 0x0F;
            return Settle(isBridge, "NAU7802");
        }

        if (IsMonitor(bus, address))
        {
            return "INA228";
        }

        if (_status != I2cStatus.Ok)
        {
            return Settle(false, None);
        }

        return IsCoarse(bus, address) ? "ADS1115" : Settle(IsConverter(bus, address), "ADS122C04");
    }

    /// <summary>Whether a MAX31865 is on an SPI device: it keeps what is written to a threshold.</summary>
    public string Identify(ISpiDevice spi)
    {
        _command[0] = Max31865Registers.HighThreshold | Max31865Registers.WriteFlag;
        _command[1] = Pattern;
        bool isThere = spi.Transfer(_command, _reply, 2);
        _command[0] = Max31865Registers.HighThreshold;
        isThere = isThere && spi.Transfer(_command, _reply, 2) && _reply[1] == Pattern;
        return isThere ? "MAX31865" : None;
    }

    private string Settle(bool isRecognised, string name) => isRecognised ? name
        : _status == I2cStatus.Nack ? None : _status == I2cStatus.BusStuck ? BusStuck : Unknown;

    // It sends back the byte that was written, and no other chip is at these addresses with that habit for three different ones.
    private bool IsMultiplexer(II2cBus bus, byte address) => Ask(bus, address, 0x00, 1) && _reply[0] == 0x00
        && Ask(bus, address, 0x01, 1) && _reply[0] == 0x01
        && Ask(bus, address, 0x00, 1) && _reply[0] == 0x00;

    private bool IsMonitor(II2cBus bus, byte address) => Ask(bus, address, Ina228Registers.ManufacturerId, 2)
        && Word() == Ina228Registers.Manufacturer
        && Ask(bus, address, Ina228Registers.DeviceId, 2) && Word() >> 4 == Ina228Registers.Device;

    // Nobody writes the thresholds, so they are as after power-up.
    private bool IsCoarse(II2cBus bus, byte address) => address >= Ads1115Registers.BaseAddress
        && address < Ads1115Registers.BaseAddress + 4
        && Ask(bus, address, Ads1115Registers.HighThreshold, 2) && Word() == Ads1115Registers.HighThresholdDefault
        && Ask(bus, address, Ads1115Registers.LowThreshold, 2) && Word() == Ads1115Registers.LowThresholdDefault;

    // A register is 0 after a reset, keeps what is written, and is 0 again.
    private bool IsConverter(II2cBus bus, byte address) => Send(bus, address, Ads122c04Registers.CommandReset, 0, 1)
        && Ask(bus, address, Ads122c04Registers.CommandReadRegister, 1) && _reply[0] == 0
        && Send(bus, address, Ads122c04Registers.CommandWriteRegister, Pattern, 2)
        && Ask(bus, address, Ads122c04Registers.CommandReadRegister, 1) && _reply[0] == Pattern
        && Send(bus, address, Ads122c04Registers.CommandReset, 0, 1)
        && Ask(bus, address, Ads122c04Registers.CommandReadRegister, 1) && _reply[0] == 0;

    private int Word() => (_reply[0] << 8) | _reply[1];

    private bool Ask(II2cBus bus, byte address, byte question, int count)
    {
        _command[0] = question;
        _status = bus.WriteRead(address, _command, 1, _reply, count);
        return _status == I2cStatus.Ok;
    }

    private bool Send(II2cBus bus, byte address, byte command, byte value, int count)
    {
        _command[0] = command;
        _command[1] = value;
        _status = bus.Write(address, _command, count);
        return _status == I2cStatus.Ok;
    }
}
