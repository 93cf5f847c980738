using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using EdgeLogger.Derivation.Following;
using EdgeLogger.FrameLog;
using EdgeLogger.Frames;

namespace EdgeLogger.Derivation.Dating;

/// <summary>
/// The one rule by which rows are dated (docs/specs/dating.md): every line of a stream's offset book comes from here. A pure
/// function of the stream's frames, and of when each arrived, in the order of their numbers; tests and their edges do not matter.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct StreamClock
{
    // A boot that has not learned UTC an hour after its first frame arrived is placed by arrival, and those that wait before it.
    private const long SettledAfterMs = 3_600_000;

    // Beyond every time, and far enough from the ends of a long to reckon with.
    private const long FarMs = long.MaxValue / 4;

    private const int StartedBit = 1;
    private const int SettledBit = 2;
    private const int AnchoredBit = 4;
    private const int ReadingsBit = 8;

    private BootSpan _now;
    private UndatedBoots _undated;
    private long _utcMinusUptimeMs;
    private long _firstReceivedMs;
    private long _undatedAfterMs;
    private int _undatedCount;
    private int _bits;

    /// <summary>Applies the next block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="dates">Given the lines of the offset book that follow from it.</param>
    public void Apply(RowBlock block, List<BootDate> dates)
    {
        if (block.HasRows)
        {
            Enter(block, dates);
        }
        else
        {
            Note(block, dates);
        }
    }

    private void Enter(RowBlock block, List<BootDate> dates)
    {
        bool isNewBoot = !IsSameBoot(block.Boot);
        if (isNewBoot)
        {
            Begin(block, dates);
        }

        _now.SoonestMs = Math.Min(_now.SoonestMs, block.ReceivedUtcMs - block.EndUptimeMs);
        if (!TryDate(block, dates) && isNewBoot)
        {
            dates.Add(_now.Line(_now.FirstSequence, _now.FirstUptimeMs, null, DateQuality.Unknown, block.Sequence));
        }

        if (block.RowCount > 0)
        {
            _now.LastUptimeMs = block.EndUptimeMs;
        }
    }

    // What a block without rows knows of UTC.
    private void Note(RowBlock block, List<BootDate> dates)
    {
        if (IsSameBoot(block.Boot))
        {
            TryDate(block, dates);
        }
        else if (Has(StartedBit) && !Has(SettledBit) && !Has(ReadingsBit)
            && (block.UtcMinusUptimeMs is not null || IsLate(block)))
        {
            Settle(block.UtcMinusUptimeMs + block.UptimeMs, block.Sequence, dates);
        }
    }

    private readonly bool Has(int bit) => (_bits & bit) != 0;

    private readonly bool IsSameBoot(uint boot) => Has(StartedBit) && boot == _now.Boot;

    // UTC of the last row, Unix ms; null while the boot cannot be dated.
    private readonly long? LastUtcMs => Has(SettledBit) ? BelievableUtc.OrNone(_utcMinusUptimeMs + _now.LastUptimeMs) : null;

    private readonly bool IsLate(RowBlock block) => block.ReceivedUtcMs - _firstReceivedMs >= SettledAfterMs;

    private void Begin(RowBlock block, List<BootDate> dates)
    {
        if (Has(StartedBit) && !Has(SettledBit))
        {
            Wait(block, dates);
        }
        else
        {
            _undatedAfterMs = LastUtcMs ?? -FarMs;
        }

        _now = new BootSpan(block);
        _firstReceivedMs = block.ReceivedUtcMs;
        _bits = StartedBit | (block.HoldsReadings ? ReadingsBit : 0);
    }

    /// <summary>
    /// The present boot is over, and waits with those before it that knew no UTC either. If they are too many, all are placed.
    /// </summary>
    private void Wait(RowBlock next, List<BootDate> dates)
    {
        _undated[_undatedCount++] = _now;
        if (_undatedCount == UndatedBoots.Length)
        {
            PlaceUndated(
                (next.UtcMinusUptimeMs ?? next.ReceivedUtcMs - next.EndUptimeMs) + next.StartUptimeMs, next.Sequence, dates);
        }
    }

    /// <summary>Places the present boot by arrival, and those that wait before it.</summary>
    /// <param name="endsByMs">The next boot has begun by then, Unix ms; null if that is not known.</param>
    /// <param name="by">The frame that settles it.</param>
    /// <param name="dates">Given the lines.</param>
    private void Settle(long? endsByMs, uint by, List<BootDate> dates)
    {
        _undated[_undatedCount++] = _now;
        PlaceUndated(endsByMs ?? FarMs, by, dates);
        _utcMinusUptimeMs = dates[^1].UtcMinusUptimeMs!.Value;
        _bits |= SettledBit;
    }

    // Backwards first: each boot has ended before the next one begins. Then forwards: none begins before the one before it has
    // ended, but none is later than it arrived either.
    private void PlaceUndated(long endsByMs, uint by, List<BootDate> dates)
    {
        Span<long> offsetsMs = stackalloc long[_undatedCount];
        for (int i = _undatedCount - 1; i >= 0; i--)
        {
            offsetsMs[i] = Math.Min(_undated[i].SoonestMs, endsByMs - _undated[i].LastUptimeMs);
            endsByMs = offsetsMs[i] + _undated[i].FirstUptimeMs;
        }

        long beginsAtMs = _undatedAfterMs;
        for (int i = 0; i < _undatedCount; i++)
        {
            ref readonly BootSpan boot = ref _undated[i];
            long offsetMs = Math.Min(boot.SoonestMs, Math.Max(offsetsMs[i], beginsAtMs - boot.FirstUptimeMs));
            dates.Add(boot.Line(boot.FirstSequence, boot.FirstUptimeMs, offsetMs, DateQuality.Estimated, by));
            beginsAtMs = offsetMs + boot.LastUptimeMs;
        }

        _undatedAfterMs = beginsAtMs;
        _undatedCount = 0;
    }

    private bool TryDate(RowBlock block, List<BootDate> dates)
    {
        if (block.UtcMinusUptimeMs is { } anchorMs)
        {
            DateByAnchor(block, anchorMs, dates);
            return true;
        }

        // When a file was imported says nothing of when it was measured.
        if (Has(SettledBit) || Has(ReadingsBit) || !IsLate(block))
        {
            return false;
        }

        Settle(null, block.Sequence, dates);
        return true;
    }

    private void DateByAnchor(RowBlock block, long anchorMs, List<BootDate> dates)
    {
        DateQuality quality = block.TimeQuality == TimeQuality.Synchronised ? DateQuality.Synchronised : DateQuality.Holdover;
        bool isFirst = block.Sequence == _now.FirstSequence;
        if (!Has(SettledBit))
        {
            PlaceUndated(anchorMs + _now.FirstUptimeMs, block.Sequence, dates);
            // Rows before a boot's first anchor lie on the same uptime.
            dates.Add(_now.Line(
                _now.FirstSequence, _now.FirstUptimeMs, anchorMs, isFirst ? quality : DateQuality.Holdover, block.Sequence));
        }

        // What an estimate has dated stays where it is.
        bool isMoved = !Has(AnchoredBit) || anchorMs != _utcMinusUptimeMs;
        if (isMoved && !isFirst)
        {
            dates.Add(_now.Line(block.Sequence, block.StartUptimeMs, anchorMs, quality, block.Sequence));
        }

        _utcMinusUptimeMs = anchorMs;
        _bits |= SettledBit | AnchoredBit;
    }
}
