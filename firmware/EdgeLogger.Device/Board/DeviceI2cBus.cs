using System;
using System.Device.I2c;
using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Device.Board;

/// <summary>
/// An I2C controller of the ESP32. A chip that does not answer costs one transfer; a bus that is held costs the controller's
/// time-out of a second, after which it clears the bus by itself. Not safe for two threads.
/// </summary>
public sealed class DeviceI2cBus : II2cBus
{
    private const int Addresses = 128;

    private readonly I2cDevice?[] _devices = new I2cDevice?[Addresses];
    private readonly int _busId;

    /// <param name="busId">1 or 2.</param>
    public DeviceI2cBus(int busId) => _busId = busId;

    /// <summary>Transfers that ended in an exception of the driver.</summary>
    public int Faults { get; private set; }

    /// <inheritdoc/>
    public I2cStatus Write(byte address, byte[] data, int count)
    {
        try
        {
            return StatusOf(DeviceAt(address).Write(new SpanByte(data, 0, count)));
        }
        catch (Exception)
        {
            Faults++;
            return I2cStatus.BusStuck;
        }
    }

    /// <inheritdoc/>
    public I2cStatus WriteRead(byte address, byte[] data, int writeCount, byte[] result, int readCount)
    {
        try
        {
            return StatusOf(DeviceAt(address).WriteRead(new SpanByte(data, 0, writeCount), new SpanByte(result, 0, readCount)));
        }
        catch (Exception)
        {
            Faults++;
            return I2cStatus.BusStuck;
        }
    }

    private static I2cStatus StatusOf(I2cTransferResult transfer) => transfer.Status switch
    {
        I2cTransferStatus.FullTransfer => I2cStatus.Ok,
        I2cTransferStatus.SlaveAddressNotAcknowledged or I2cTransferStatus.PartialTransfer => I2cStatus.Nack,
        _ => I2cStatus.BusStuck,
    };

    private I2cDevice DeviceAt(byte address)
    {
        I2cDevice? device = _devices[address];
        if (device == null)
        {
            device = I2cDevice.Create(new I2cConnectionSettings(_busId, address, I2cBusSpeed.FastMode));
            _devices[address] = device;
        }

        return device;
    }
}
