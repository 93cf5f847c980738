using System;
using System.Device.Adc;
using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Device.Board;

/// <summary>The first converter of the ESP32 itself. A channel is opened when it is first read.</summary>
public sealed class DeviceAdc : IOnChipAdc
{
    private const int Channels = 10;

    private readonly AdcController _controller = new AdcController();
    private readonly AdcChannel?[] _channels = new AdcChannel?[Channels];

    /// <inheritdoc/>
    public int Read(int channel)
    {
        try
        {
            AdcChannel? opened = _channels[channel];
            if (opened == null)
            {
                opened = _controller.OpenChannel(channel);
                _channels[channel] = opened;
            }

            return opened.ReadValue();
        }
        catch (Exception)
        {
            return -1;
        }
    }
}
