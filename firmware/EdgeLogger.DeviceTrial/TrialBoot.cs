using System;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.Firmware.Storage;

namespace EdgeLogger.DeviceTrial;

/// <summary>Sampler, frames and ring from one start of the board to the next.</summary>
internal sealed class TrialBoot
{
    private const ulong StreamId = 0x00E1_0000_0000_0001;
    private const uint SchemaHash = 0x5C4E_4A01;

    /// <exception cref="InvalidOperationException">The ring cannot be mounted.</exception>
    public TrialBoot(IFlash flash)
    {
        Ring = new FrameRing(flash);
        if (!Ring.Mount(StreamId))
        {
            throw new InvalidOperationException("The ring cannot be mounted.");
        }

        SamplerSettings settings = new SamplerSettings();
        settings.PressureChangeCodes = 2_000;
        settings.PressureBandCodes = 20;
        settings.TemperatureBandCodes = 8;
        Frames = new SlotFrames(Ring, Time, settings, SchemaHash);
        Sampler = new Sampler(settings, Frames);
    }

    public BoardTime Time { get; } = new BoardTime();

    public FrameRing Ring { get; }

    public SlotFrames Frames { get; }

    public Sampler Sampler { get; }

    /// <summary>Closes what is open, at the end of the day.</summary>
    public void End()
    {
        Sampler.Break();
        Frames.Close();
    }
}
