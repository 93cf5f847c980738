using System;
using System.Device.Spi;
using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Device.Board;

/// <summary>One chip on an SPI bus.</summary>
public sealed class SpiChip : ISpiDevice
{
    private readonly SpiDevice _device;

    /// <param name="busId">1 or 2.</param>
    /// <param name="chipSelect">The pin of its select line.</param>
    /// <param name="mode">Clock polarity and phase.</param>
    /// <param name="clockHz">Clock, Hz.</param>
    public SpiChip(int busId, int chipSelect, SpiMode mode, int clockHz)
    {
        SpiConnectionSettings wiring = new SpiConnectionSettings(busId, chipSelect);
        wiring.Mode = mode;
        wiring.ClockFrequency = clockHz;
        _device = SpiDevice.Create(wiring);
    }

    /// <inheritdoc/>
    public bool Transfer(byte[] write, byte[] read, int count)
    {
        try
        {
            _device.TransferFullDuplex(new SpanByte(write, 0, count), new SpanByte(read, 0, count));
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }
}
