using EdgeLogger.Firmware.Sampling;

namespace EdgeLogger.Firmware.Provisioning;

/// <summary>One slot of a board: one cell, one stream.</summary>
public sealed class SlotSettings
{
    /// <summary>The slot's place on the board, from 0.</summary>
    public int Slot;

    /// <summary>Whether the slot measures.</summary>
    public bool IsEnabled = true;

    public SamplerSettings Sampler = new SamplerSettings();

    /// <summary>What the slot is built of, and how it is calibrated; <see cref="Channels"/> follows from it.</summary>
    public SlotHardware Hardware = new SlotHardware();

    /// <summary>Address of the TCA9548A that the slot's chips are behind; 0: none.</summary>
    public int MuxAddress;

    /// <summary>Branch of that, 0 to 7.</summary>
    public int MuxBranch;

    /// <summary>Area of the electrode; 0: not given. The board only keeps it.</summary>
    public long ElectrodeAreaSquareMicrometre;

    /// <summary>Thickness of the pressed stack; 0: not given. The board only keeps it.</summary>
    public int StackMicrometre;

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
        settings.Hardware = hardware;
        settings.Sampler.StepCodes = hardware.StepCodes;
        settings.FollowHardware();
        return settings;
    }

    /// <summary>Takes channels and thresholds from <see cref="Hardware"/>.</summary>
    public void FollowHardware()
    {
        Channels = Hardware.Schema();
        Sampler.VoltageChangeCodes = CodesOf(5, -3, Channels[Channel.Voltage]);
        Sampler.PressureChangeCodes = CodesOf(5, -1, Channels[Channel.Pressure]);
        Sampler.PressureBandCodes = CodesOf(1, -2, Channels[Channel.Pressure]);

        // The thermometer's channel is in ohm: 10 mK are 38.5 parts in a million of its resistance at 0 degC.
        Sampler.TemperatureBandCodes = CodesOf(385L * Hardware.ThermometerR0Ohm, -7, Channels[Channel.Temperature]);
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
