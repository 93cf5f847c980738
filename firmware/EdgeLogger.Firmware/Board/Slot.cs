using System;
using EdgeLogger.Firmware.Drivers.Detection;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Firmware.Storage;
using EdgeLogger.Firmware.Uplink;

namespace EdgeLogger.Firmware.Board;

/// <summary>
/// One slot of the board: input, sampler, frames, ring and delivery. It supervises itself: an input that throws, or gives no
/// reading for a while, is counted and started again, while the other slots go on.
/// </summary>
public sealed class Slot
{
    /// <summary>Pause before a failed input is started again, us.</summary>
    public const long RestartPauseUs = 1_000_000;

    /// <summary>
    /// An input that has given no reading for so long is stuck, us. A chip that does not answer is none: that is a reading too,
    /// which says so.
    /// </summary>
    public const long StuckAfterUs = 10_000_000;

    private ISlotInput? _input;
    private long _restartUs = -1;
    private long _aliveUs;

    internal Slot(SlotSettings settings, FrameRing ring)
    {
        Settings = settings;
        Ring = ring;
    }

    public SlotSettings Settings { get; }

    public FrameRing Ring { get; }

    public Sampler Sampler { get; private set; } = null!;

    /// <summary>Where the slot's input puts its readings; they go on to <see cref="Sampler"/>.</summary>
    public ReadingTap Readings { get; private set; } = null!;

    public SlotFrames Frames { get; private set; } = null!;

    public StreamDelivery Delivery { get; private set; } = null!;

    /// <summary>Times that the input failed and was started again.</summary>
    public int Restarts { get; private set; }

    /// <summary>What the input said when it failed last; empty if it never did.</summary>
    public string LastError { get; private set; } = "";

    /// <summary>
    /// What was found on the slot's wires at boot; null if nobody looked. Its owner sets it before the first step.
    /// </summary>
    public ChipSurvey? Survey { get; set; }

    /// <summary>Uptime at which there is something to do; long.MaxValue if never.</summary>
    public long NextDueUs
    {
        get
        {
            if (_input == null || _restartUs >= 0)
            {
                return _input == null ? long.MaxValue : _restartUs;
            }

            long dueUs = _input.NextDueUs;
            long stuckUs = StuckUs;
            return dueUs < stuckUs ? dueUs : stuckUs;
        }
    }

    // When the input will have been silent for too long.
    private long StuckUs => (Sampler.LastReadingUs > _aliveUs ? Sampler.LastReadingUs : _aliveUs) + StuckAfterUs;

    /// <summary>Connects the input that feeds <see cref="Readings"/>.</summary>
    public void Attach(ISlotInput input) => _input = input;

    internal void Start(BoardTime time, byte[] schema, uint schemaHash, UplinkSettings uplink)
    {
        Ring.UseSchema(schema, schemaHash);
        Frames = new SlotFrames(Ring, time, Settings.Sampler, schemaHash);
        Sampler = new Sampler(Settings.Sampler, Frames);
        Readings = new ReadingTap(Sampler);
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
                _aliveUs = uptimeUs;
                _input.Restart(uptimeUs);
            }

            _input.Step(uptimeUs);
            if (uptimeUs >= StuckUs)
            {
                Fail("no reading for " + StuckAfterUs / 1_000_000 + " s", uptimeUs);
            }
        }
        catch (Exception fault)
        {
            Fail(fault.Message, uptimeUs);
        }
    }

    private void Fail(string error, long uptimeUs)
    {
        Restarts++;
        LastError = error;
        _restartUs = uptimeUs + RestartPauseUs;
        Sampler.Break();
    }
}
