using System;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Firmware.Storage;
using EdgeLogger.Firmware.Uplink;

namespace EdgeLogger.Firmware.Board;

/// <summary>
/// One slot of the board: input, sampler, frames, ring and delivery. It supervises itself: whatever its input throws is counted,
/// and the input is started anew a little later, while the other slots go on.
/// </summary>
public sealed class Slot
{
    /// <summary>Pause before a failed input is started anew, us.</summary>
    public const long RestartPauseUs = 1_000_000;

    private ISlotInput? _input;
    private long _restartUs = -1;

    internal Slot(SlotSettings settings, FrameRing ring)
    {
        Settings = settings;
        Ring = ring;
    }

    public SlotSettings Settings { get; }

    public FrameRing Ring { get; }

    /// <summary>Where the slot's readings go.</summary>
    public Sampler Sampler { get; private set; } = null!;

    public SlotFrames Frames { get; private set; } = null!;

    public StreamDelivery Delivery { get; private set; } = null!;

    /// <summary>Times that the input failed and was started anew.</summary>
    public int Restarts { get; private set; }

    /// <summary>What the input said when it failed last; empty if it never did.</summary>
    public string LastError { get; private set; } = "";

    /// <summary>Uptime at which there is something to do; long.MaxValue if never.</summary>
    public long NextDueUs => _restartUs >= 0 ? _restartUs : _input == null ? long.MaxValue : _input.NextDueUs;

    /// <summary>Connects the input that feeds <see cref="Sampler"/>.</summary>
    public void Attach(ISlotInput input) => _input = input;

    internal void Start(BoardTime time, uint schemaHash, UplinkSettings uplink)
    {
        Frames = new SlotFrames(Ring, time, Settings.Sampler, schemaHash);
        Sampler = new Sampler(Settings.Sampler, Frames);
        Delivery = new StreamDelivery(Ring, Frames, uplink);
    }

    internal void Step(long uptimeUs)
    {
        if (_input == null || uptimeUs < NextDueUs)
        {
            return;
        }

        try
        {
            if (_restartUs >= 0)
            {
                _restartUs = -1;
                _input.Restart(uptimeUs);
            }

            _input.Step(uptimeUs);
        }
        catch (Exception fault)
        {
            Restarts++;
            LastError = fault.Message;
            _restartUs = uptimeUs + RestartPauseUs;
            Sampler.Break();
        }
    }
}
