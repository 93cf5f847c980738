using EdgeLogger.Firmware.Sampling;

namespace EdgeLogger.Firmware.Provisioning;

/// <summary>One slot of a board: one cell, one stream.</summary>
public sealed class SlotSettings
{
    /// <summary>The slot's place on the board, from 0.</summary>
    public int Slot;

    public SamplerSettings Sampler = new SamplerSettings();

    /// <summary>What the codes mean, in the order of <see cref="Channel"/>.</summary>
    public ChannelSchema[] Channels = new ChannelSchema[Channel.Count];

    /// <summary>
    /// Settings of a slot built of this hardware, with the sampler's usual thresholds: 5 mV, 0.024 % of the current's range,
    /// 0.5 MPa; and bands of a tenth of what the sensors are good for, 10 mK and 10 kPa.
    /// </summary>
    public static SlotSettings Of(int slot, SlotHardware hardware)
    {
        SlotSettings settings = new SlotSettings();
        settings.Slot = slot;
        settings.Channels = hardware.Schema();
        settings.Sampler.VoltageChangeCodes = CodesOf(5, -3, settings.Channels[Channel.Voltage]);
        settings.Sampler.PressureChangeCodes = CodesOf(5, -1, settings.Channels[Channel.Pressure]);
        settings.Sampler.PressureBandCodes = CodesOf(1, -2, settings.Channels[Channel.Pressure]);

        // The thermometer's channel is in ohm: 10 mK are 38.5 parts in a million of its resistance at 0 degC.
        settings.Sampler.TemperatureBandCodes = CodesOf(385L * hardware.ThermometerR0Ohm, -7, settings.Channels[Channel.Temperature]);
        return settings;
    }

    private static int CodesOf(long mantissa, int exponent, ChannelSchema channel)
    {
        double scale = channel.ScaleMantissa;
        for (int power = exponent; power < channel.ScaleExponent; power++)
        {
            scale *= 10;
        }

        double value = mantissa;
        for (int power = channel.ScaleExponent; power < exponent; power++)
        {
            value *= 10;
        }

        return (int)(value / scale);
    }
}
