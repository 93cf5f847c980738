using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using EdgeLogger.Derivation.Following;
using EdgeLogger.FrameLog;
using EdgeLogger.Frames;

namespace EdgeLogger.Derivation.Cells;

/// <summary>
/// The clock on which a cell's record is integrated, and the one rule by which it is dated (docs/specs/dating.md). Uptime integrates, UTC
/// labels. The clock is the board's uptime, joined over reboots; every line of the offset book comes from here. A pure function of the
/// stream's frames, and of when each arrived, in the order of their numbers.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct CellClock
{
    // A boot that has not learned UTC an hour after its first frame arrived is placed by arrival.
    private const long SettledAfterMs = 3_600_000;

    private const int StartedBit = 1;
    private const int SettledBit = 2;
    private const int AnchoredBit = 4;

    private double _bootStartS;
    private double _lastS;
    private double _firstS;
    private long _lastUptimeMs;
    private long _utcMinusUptimeMs;
    private long _firstReceivedMs;
    private long _lastReceivedMs;
    private long _soonestMs;
    private uint _boot;
    private uint _firstSequence;
    private long _bits;

    /// <summary>A frame has been seen.</summary>
    public readonly bool Started => Has(StartedBit);

    /// <summary>Cell time of the last row, s.</summary>
    public readonly double LastS => _lastS;

    public readonly bool IsSameBoot(uint boot) => Started && boot == _boot;

    /// <summary>Cell time of an uptime in the present boot, s.</summary>
    public readonly double At(long uptimeMs) => _bootStartS + (uptimeMs / 1000.0);

    /// <summary>UTC of the last row, Unix ms; null while the boot cannot be dated.</summary>
    public readonly long? LastUtcMs => Has(SettledBit) ? BelievableUtc.OrNone(_utcMinusUptimeMs + _lastUptimeMs) : null;

    /// <summary>Takes up a block with rows: its boot, and what it knows of UTC.</summary>
    /// <param name="block">The block.</param>
    /// <param name="dates">Given the lines of the offset book that follow from it.</param>
    public void Enter(RowBlock block, List<BootDate> dates)
    {
        bool isNewBoot = !IsSameBoot(block.Boot);
        if (isNewBoot)
        {
            Begin(block, dates);
        }

        _soonestMs = Math.Min(_soonestMs, block.ReceivedUtcMs - block.EndUptimeMs);
        if (!TryDate(block, dates) && isNewBoot)
        {
            dates.Add(Line(_firstSequence, _firstS, null, DateQuality.Unknown));
        }

        _lastReceivedMs = block.ReceivedUtcMs;
    }

    /// <summary>Takes what a block without rows knows of UTC.</summary>
    public void Note(RowBlock block, List<BootDate> dates)
    {
        if (IsSameBoot(block.Boot))
        {
            TryDate(block, dates);
        }
        else
        {
            Settle(block, dates);
        }
    }

    /// <summary>Moves on to the end of a row.</summary>
    public void Advance(long uptimeMs)
    {
        _lastS = At(uptimeMs);
        _lastUptimeMs = uptimeMs;
    }

    private readonly bool Has(int bit) => (_bits & bit) != 0;

    private readonly BootDate Line(uint sequence, double fromS, long? utcMinusUptimeMs, DateQuality quality) =>
        new(sequence, _boot, fromS, _bootStartS, utcMinusUptimeMs, quality);

    private void Begin(RowBlock block, List<BootDate> dates)
    {
        Settle(block, dates);
        _bootStartS = Started ? _lastS + PauseBeforeS(block) - (block.UptimeMs / 1000.0) : 0;
        _boot = block.Boot;
        _firstS = At(block.StartUptimeMs);
        _firstSequence = block.Sequence;
        _firstReceivedMs = block.ReceivedUtcMs;
        _soonestMs = long.MaxValue;
        _bits = StartedBit;
    }

    /// <summary>The boot is over: if it never knew UTC, it is placed by arrival.</summary>
    private void Settle(RowBlock next, List<BootDate> dates)
    {
        if (!Started || Has(SettledBit))
        {
            return;
        }

        // It has ended before the next one begins.
        long mostMs = next.UtcMinusUptimeMs is { } offset ? offset + next.StartUptimeMs - _lastUptimeMs : long.MaxValue;
        _utcMinusUptimeMs = Math.Min(_soonestMs, mostMs);
        _bits |= SettledBit;
        dates.Add(Line(_firstSequence, _firstS, _utcMinusUptimeMs, DateQuality.Estimated));
    }

    // From UTC where both boots know it, else from arrival. It is a rest, whatever it is: no charge is taken from it.
    private readonly double PauseBeforeS(RowBlock block)
    {
        long pauseMs = Has(AnchoredBit) && block.UtcMinusUptimeMs is { } offset
            ? offset + block.UptimeMs - (_utcMinusUptimeMs + _lastUptimeMs)
            : block.ReceivedUtcMs - (block.EndUptimeMs - block.UptimeMs) - _lastReceivedMs;
        return Math.Max(0, pauseMs / 1000.0);
    }

    private bool TryDate(RowBlock block, List<BootDate> dates)
    {
        if (block.UtcMinusUptimeMs is { } anchorMs)
        {
            DateByAnchor(block, anchorMs, dates);
            return true;
        }

        if (Has(SettledBit) || block.ReceivedUtcMs - _firstReceivedMs < SettledAfterMs)
        {
            return false;
        }

        dates.Add(Line(_firstSequence, _firstS, _soonestMs, DateQuality.Estimated));
        _utcMinusUptimeMs = _soonestMs;
        _bits |= SettledBit;
        return true;
    }

    private void DateByAnchor(RowBlock block, long anchorMs, List<BootDate> dates)
    {
        DateQuality quality = block.TimeQuality == TimeQuality.Synchronised ? DateQuality.Synchronised : DateQuality.Holdover;
        if (!Has(SettledBit))
        {
            // Rows before a boot's first anchor lie on the same uptime.
            dates.Add(Line(_firstSequence, _firstS, anchorMs, block.Sequence == _firstSequence ? quality : DateQuality.Holdover));
        }

        // What an estimate has dated stays where it is.
        bool isMoved = !Has(AnchoredBit) || anchorMs != _utcMinusUptimeMs;
        if (isMoved && block.Sequence != _firstSequence)
        {
            dates.Add(Line(block.Sequence, At(block.StartUptimeMs), anchorMs, quality));
        }

        _utcMinusUptimeMs = anchorMs;
        _bits |= SettledBit | AnchoredBit;
    }
}
