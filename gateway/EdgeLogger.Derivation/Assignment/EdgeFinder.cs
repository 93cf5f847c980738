using System;
using EdgeLogger.Cells.Model;
using EdgeLogger.Derivation.Following;
using EdgeLogger.FrameLog;

namespace EdgeLogger.Derivation.Assignment;

/// <summary>Finds the place of a moment in a stream of the log.</summary>
/// <param name="log">The thread's view of the log.</param>
internal sealed class EdgeFinder(LogView log)
{
    /// <summary>Looks for the first rows of a stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="from">The first frame that is looked at.</param>
    /// <param name="readTo">The last one.</param>
    /// <returns>The first frame with rows; null if there is none. It is reused by the next call.</returns>
    public RowBlock? FirstRows(ulong stream, long from, uint readTo)
    {
        for (long at = from; at <= readTo && log.TryFind(stream, at, readTo, out StoredFrame stored); at = stored.Sequence + 1L)
        {
            switch (log.Decode(stored))
            {
                case BlockState.Whole when log.Block is { RowCount: > 0 }:
                    return log.Block;
                case BlockState.WaitsForSchema:
                    return null;
            }
        }

        return null;
    }

    /// <summary>
    /// The place of a moment: on the clock of the boot in which the first row after it was measured. Rows of boots before lie
    /// before it.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="dates">Its offset book.</param>
    /// <param name="utcMs">The moment, Unix ms.</param>
    /// <param name="readTo">Frames up to here are dated.</param>
    /// <returns>
    /// The place. It is final once a row after the moment has come whose boot is settled; before that it is where the moment will
    /// be if the board does not restart. Null if the stream has no rows.
    /// </returns>
    public FoundEdge? Find(ulong stream, StreamDates dates, long utcMs, uint readTo)
    {
        long from = 1;
        long to = readTo + 1L;
        Place? before = null;
        Place? after = null;
        // The first frame that ends after the moment. Times rise along a stream, but for a clock that was put back.
        while (from < to)
        {
            long middle = from + ((to - from) / 2);
            if (FirstRows(stream, middle, (uint)(to - 1)) is not { } block)
            {
                to = middle;
            }
            else if (Place.Of(block, dates) is var place && place.EndUtcMs > utcMs)
            {
                (after, to) = (place, middle);
            }
            else
            {
                (before, from) = (place, block.Sequence + 1L);
            }
        }

        return (after ?? before)?.At(stream, utcMs, before?.Sequence ?? 0, isFinal: after is { IsDated: true });
    }

    /// <summary>When the newest rows of a stream arrived, Unix ms; before all times if there are none.</summary>
    public long LastArrivalMs(ulong stream, uint readTo)
    {
        const uint atATime = 16;
        for (long from = readTo; from > 0; from -= atATime)
        {
            if (FirstRows(stream, Math.Max(1, from - atATime + 1), (uint)from) is { } block)
            {
                return block.ReceivedUtcMs;
            }
        }

        return long.MinValue;
    }

    private readonly record struct Place(uint Sequence, uint Boot, long EndUptimeMs, long UtcMinusUptimeMs, bool IsDated)
    {
        public long EndUtcMs => EndUptimeMs + UtcMinusUptimeMs;

        public static Place Of(RowBlock block, StreamDates dates)
        {
            BlockDate date = dates.DateOf(block);
            return new Place(block.Sequence, block.Boot, block.EndUptimeMs,
                date.IsKnown ? date.UtcMinusUptimeMs : block.ReceivedUtcMs - block.EndUptimeMs, date.IsKnown);
        }

        public FoundEdge At(ulong stream, long utcMs, uint frame, bool isFinal) =>
            new(new Point(stream, Boot, Math.Max(-1, utcMs - UtcMinusUptimeMs), frame), isFinal);
    }
}

/// <summary>Where a moment lies in a stream.</summary>
/// <param name="At">The place.</param>
/// <param name="IsFinal">What comes later does not move it.</param>
internal readonly record struct FoundEdge(Point At, bool IsFinal);
