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
}
