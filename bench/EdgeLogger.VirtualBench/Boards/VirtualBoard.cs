using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Firmware.Board;
using EdgeLogger.Firmware.Drivers.Detection;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.Firmware.Storage;
using EdgeLogger.Frames;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.Chips;
using EdgeLogger.VirtualBench.Flash;

namespace EdgeLogger.VirtualBench.Boards;

/// <summary>
/// The board's program on simulated chips with cells behind them. It has two clocks: the cells' runs as fast as it is advanced,
/// the link's is real. Not safe for two threads at a time.
/// </summary>
public sealed class VirtualBoard
{
    // What a real board does between two looks at its backlog.
    private const long PaceUs = 1_000_000;

    private readonly VirtualBoardOptions _options;
    private readonly IUplinkLink _link;
    private readonly long _endUs;
    private long _utcDueUs;
    private long _nextPaceUs;
    private bool _held;

    /// <summary>Starts a board: a boot, on whatever the flash holds.</summary>
    /// <param name="options">What it is.</param>
    /// <param name="link">Its connection; the caller closes it.</param>
    /// <param name="flash">Its flash; null: an empty one in memory.</param>
    public VirtualBoard(VirtualBoardOptions options, IUplinkLink link, IFlash? flash = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        _options = options;
        _link = link;
        Flash = flash ?? new MemoryFlash(options.SegmentsPerSlot * options.Slots.Count, options.SegmentLength);
        Core = new BoardCore(Settings(options), Flash, link, options.Seed, 1, hash: new HmacSha256());
        SimulatedSlot[] chips = new SimulatedSlot[Core.Slots.Length];
        for (int i = 0; i < chips.Length; i++)
        {
            VirtualSlotOptions slot = options.Slots[i];
            chips[i] = new SimulatedSlot(
                slot.Hardware, slot.Cell, options.Seed + (ulong)i, slot.Errors, slot.BridgeErrors, slot.Wiring,
                slot.AlternativeErrors, slot.CurrentErrors);
            Core.Slots[i].Survey = ChipSurvey.Of(i, chips[i].Wires, slot.Hardware);
            Core.Slots[i].Attach(new SimulatedInput(chips[i], slot.Hardware, Core.Slots[i].Readings));
        }

        Chips = chips;

        double endS = options.Slots.Max(slot => slot.EndS);
        _endUs = endS < 9e12 ? (long)(endS * 1e6) : long.MaxValue;
        _utcDueUs = options.UtcKnownAfterS < 9e12 ? (long)(options.UtcKnownAfterS * 1e6) : long.MaxValue;
    }

    /// <summary>The board's program.</summary>
    public BoardCore Core { get; }

    /// <summary>The simulated chips of each slot, to be given faults.</summary>
    public IReadOnlyList<SimulatedSlot> Chips { get; }

    /// <summary>The board's flash, to start the next boot on.</summary>
    public IFlash Flash { get; }

    /// <summary>Virtual time since boot, us.</summary>
    public long UptimeUs { get; private set; }

    /// <summary>Whether its cells have nothing more to give; all frames are then closed.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether it is over and everything is acknowledged.</summary>
    public bool IsDone => IsOver && Waiting == 0;

    /// <summary>Frames made and not acknowledged.</summary>
    public long Waiting => Core.Slots.Sum(slot => (long)slot.Ring.Backlog);

    /// <summary>
    /// Lives on up to an uptime, or until the backlog is at its limit, or the cells are exhausted.
    /// </summary>
    /// <param name="untilUs">Uptime to reach.</param>
    /// <param name="maxSteps">Steps at most, so that other boards get their turn.</param>
    /// <returns>Whether anything was done.</returns>
    public bool Advance(long untilUs, int maxSteps = int.MaxValue)
    {
        if (IsOver || (_held && IsFull()))
        {
            return false;
        }

        _held = false;
        long limitUs = Math.Min(untilUs, _endUs);
        int steps = 0;
        for (long dueUs = Core.NextDueUs; dueUs <= limitUs && steps < maxSteps; dueUs = Core.NextDueUs)
        {
            UptimeUs = Math.Max(dueUs, UptimeUs);
            if (UptimeUs >= _utcDueUs)
            {
                _utcDueUs = long.MaxValue;
                Core.SetUtc(_options.StartUnixMs + UptimeUs / 1000, UptimeUs / 1000);
            }

            Core.StepSlots(UptimeUs);
            steps++;
            if (UptimeUs >= _nextPaceUs && !GoesOn())
            {
                break;
            }
        }

        if (!IsOver && !_held && steps < maxSteps && limitUs == _endUs)
        {
            End();
        }

        return steps > 0;
    }

    /// <summary>Does what is due on the connection.</summary>
    /// <param name="linkMs">Real time, ms, from any start.</param>
    public void StepLink(long linkMs) => Core.StepUplink(linkMs);

    /// <summary>Closes all frames now; the board lives no further.</summary>
    public void End()
    {
        if (!IsOver)
        {
            IsOver = true;
            Core.Flush();
            Core.Uplink.StateChanged();
        }
    }

    /// <summary>What it has done so far.</summary>
    public BoardTotals Report() => new(
        _options.BoardId,
        UptimeUs / 1e6,
        Core.Slots.Sum(slot => slot.Frames.RowsMade),
        Core.Slots.Sum(slot => slot.Frames.FramesMade),
        Core.Slots.Sum(slot => slot.Delivery.FramesSent),
        Core.Slots.Sum(slot => slot.Delivery.FramesResent),
        Core.Slots.Sum(slot => slot.Delivery.FramesAcknowledged),
        Waiting,
        Core.Slots.Sum(slot => (long)slot.Ring.LostFrames + slot.Frames.FramesRefused),
        Core.Uplink.BytesPublished,
        Core.Uplink.Connects,
        IsOver,
        _link.LastError);

    private static BoardSettings Settings(VirtualBoardOptions options)
    {
        BoardSettings settings = new()
        {
            BoardId = options.BoardId,
            Key = options.Key ?? [],
            Uplink = options.Uplink,
            Slots = new SlotSettings[options.Slots.Count],
        };
        for (int i = 0; i < settings.Slots.Length; i++)
        {
            SlotSettings slot = SlotSettings.Of(i, options.Slots[i].Hardware);
            slot.Sampler.PeriodMs = options.PeriodMs;
            slot.Sampler.RowsPerFrame = options.RowsPerFrame;
            slot.Sampler.FrameMaxAgeMs = Math.Max(slot.Sampler.FrameMaxAgeMs, options.PeriodMs);
            slot.Sampler.AddedRowMs = Math.Max(1, options.PeriodMs / 10);
            settings.Slots[i] = slot;
        }

        return settings;
    }

    private bool GoesOn()
    {
        _nextPaceUs = UptimeUs + PaceUs;
        if (_options.Slots.All(slot => slot.Cell is ModelCell { IsFinished: true }))
        {
            End();
            return false;
        }

        _held = IsFull();
        return !_held;
    }

    private bool IsFull()
    {
        if (_options.MaxBacklogFrames == 0)
        {
            return false;
        }

        foreach (Slot slot in Core.Slots)
        {
            // Frames of full length have to fit, and leave room for the ones that a second of life can add.
            long room = slot.Ring.CapacityBytes * 3 / 4 / (FrameLayout.MaxFrameLength + FrameRing.OverheadBytes);
            if (slot.Ring.Backlog >= Math.Min(room, _options.MaxBacklogFrames))
            {
                return true;
            }
        }

        return false;
    }
}
