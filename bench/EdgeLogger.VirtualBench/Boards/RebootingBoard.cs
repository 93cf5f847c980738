using System;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.Firmware.Storage;
using EdgeLogger.Frames;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.Flash;

namespace EdgeLogger.VirtualBench.Boards;

/// <summary>
/// A virtual board of one slot whose power can go in the middle of a write, and which then boots on what the flash holds, while
/// its cell goes on. It counts what is whole in the flash, which is what may not be lost. Not safe for two threads at a time.
/// </summary>
public sealed class RebootingBoard
{
    private readonly VirtualBoardOptions _options;
    private readonly IUplinkLink _link;
    private readonly MemoryFlash _flash;
    private readonly byte[] _frame = new byte[FrameLayout.MaxFrameLength];
    private VirtualBoard _board;
    private long _bornUs;
    private uint _counted;
    private FrameTally _madeBefore;
    private long _sentBefore;
    private int _writesOfBoot = -1;

    /// <summary>Boots it for the first time.</summary>
    /// <param name="options">What it is: one slot.</param>
    /// <param name="link">Its connection; the caller closes it.</param>
    public RebootingBoard(VirtualBoardOptions options, IUplinkLink link)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNotEqual(options.Slots.Count, 1);
        _options = options;
        _link = link;
        _flash = new MemoryFlash(options.SegmentsPerSlot, options.SegmentLength);
        _board = new VirtualBoard(options, link, _flash);
    }

    /// <summary>The board of the present boot.</summary>
    public VirtualBoard Board => _board;

    /// <summary>The board's id.</summary>
    public string BoardId => _options.BoardId;

    /// <summary>Time of the cell, us: goes on over boots.</summary>
    public long CellTimeUs => _bornUs + _board.UptimeUs;

    /// <summary>Frames that are, or were, whole in its flash.</summary>
    public FrameTally Made { get; private set; }

    /// <summary>Rows that had not yet come into the flash when the power went.</summary>
    public long RowsGone { get; private set; }

    /// <summary>Frames handed to the connection, each as often as it was sent.</summary>
    public long FramesSent => _sentBefore + _board.Core.Slots[0].Delivery.FramesSent;

    /// <summary>Losses of power so far.</summary>
    public int PowerLosses { get; private set; }

    /// <summary>
    /// Uptime at which every second boot learns of UTC, s; the first one, and every other, as the options have it.
    /// </summary>
    public double UtcKnownLateS { get; init; }

    /// <summary>The power goes at one of the next writes.</summary>
    /// <param name="writes">Writes and erases that still succeed.</param>
    /// <param name="seed">Decides at which byte.</param>
    /// <param name="writesOfBoot">Then it goes again, after so many writes of the boot that follows; below 0: it stays.</param>
    public void LosePowerAfter(int writes, int seed, int writesOfBoot = -1)
    {
        _flash.LosePowerAt(writes, seed);
        _writesOfBoot = writesOfBoot;
    }

    /// <summary>Lives on up to a time of the cell; boots if the power goes meanwhile.</summary>
    /// <returns>Whether anything was done.</returns>
    public bool Advance(long untilUs, int maxSteps)
    {
        bool advanced = false;
        try
        {
            // While power may go, one step at a time: a board without power does nothing more.
            int steps = _flash.IsPowerAtRisk ? 1 : maxSteps;
            for (int done = 0; done < maxSteps && !_flash.IsWithoutPower; done += steps)
            {
                if (!_board.Advance(untilUs - _bornUs, steps))
                {
                    break;
                }

                advanced = true;
            }
        }
        catch (PowerLostException)
        {
            // Seen below.
        }

        return Settle() || advanced;
    }

    /// <summary>Does what is due on the connection.</summary>
    public void StepLink(long linkMs)
    {
        try
        {
            _board.StepLink(linkMs);
        }
        catch (PowerLostException)
        {
            // Seen below.
        }

        Settle();
    }

    /// <summary>Somebody gives it the time.</summary>
    public void SetUtc(long unixMs)
    {
        try
        {
            _board.Core.SetUtc(unixMs, _board.UptimeUs / 1000);
        }
        catch (PowerLostException)
        {
            // Seen below.
        }

        Settle();
    }

    /// <summary>No power is lost any more; all frames are closed, and the board lives no further.</summary>
    public void End()
    {
        Settle();
        _flash.RestorePower();
        _board.End();
        Count();
    }

    // Counts what has come into the flash; boots if the power has gone.
    private bool Settle()
    {
        if (!_flash.IsWithoutPower)
        {
            Count();
            return false;
        }

        _link.Close();
        _sentBefore += _board.Core.Slots[0].Delivery.FramesSent;
        long rowsOfBoot = _board.Core.Slots[0].Frames.RowsMade;
        _bornUs += _board.UptimeUs;
        Restart();
        Count();
        // What the new boot has written so far holds no rows.
        RowsGone += rowsOfBoot - (Made.Rows - _madeBefore.Rows);
        _madeBefore = Made;
        return true;
    }

    private void Restart()
    {
        while (_flash.IsWithoutPower)
        {
            PowerLosses++;
            _flash.RestorePower();
            if (_writesOfBoot >= 0)
            {
                _flash.LosePowerAt(_writesOfBoot, PowerLosses);
                _writesOfBoot = -1;
            }

            try
            {
                _board = Boot();
            }
            catch (PowerLostException)
            {
                // Once more.
            }
        }
    }

    private VirtualBoard Boot()
    {
        VirtualSlotOptions slot = _options.Slots[0];
        double bornS = _bornUs / 1e6;
        return new VirtualBoard(
            _options with
            {
                StartUnixMs = _options.StartUnixMs + (_bornUs / 1000),
                Slots = [slot with { Cell = new LaterCell(slot.Cell, bornS), EndS = slot.EndS - bornS }],
                UtcKnownAfterS = PowerLosses % 2 == 0 ? _options.UtcKnownAfterS : UtcKnownLateS,
            },
            _link, _flash);
    }

    private void Count()
    {
        FrameRing ring = _board.Core.Slots[0].Ring;
        for (; _counted + 1 < ring.NextSequence; _counted++)
        {
            if (ring.TryRead(_counted + 1, _frame, out int length))
            {
                Made = Made.With(_frame, 0, length);
            }
        }
    }
}
