using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.FrameLog;

namespace EdgeLogger.Derivation.Following;

/// <summary>
/// A stream's offset book: when its rows and results were. Every output asks here, so that they agree. It does not change.
/// </summary>
public sealed class StreamDates
{
    private readonly BootDate[] _lines;

    /// <param name="lines">The lines, in any order. Of two that begin with the same frame, the later one holds.</param>
    public StreamDates(IEnumerable<BootDate> lines) => _lines = Sorted(lines);

    /// <summary>A book without a line.</summary>
    public static StreamDates Empty { get; } = new([]);

    /// <summary>The lines, in order.</summary>
    public IReadOnlyList<BootDate> Lines => _lines;

    /// <summary>The same book with further lines.</summary>
    public StreamDates With(IReadOnlyCollection<BootDate> lines) =>
        lines.Count == 0 ? this : new StreamDates([.. _lines, .. lines]);

    /// <summary>The line that holds for a frame; null if its boot is not in the book yet.</summary>
    public BootDate? Of(RowBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        BootDate[] lines = _lines;
        int after = Array.FindLastIndex(lines, line => line.FromSequence <= block.Sequence);
        return after >= 0 && lines[after].Boot == block.Boot ? lines[after] : null;
    }

    /// <summary>How a frame's rows are dated: by its own word, else by its boot's.</summary>
    public BlockDate DateOf(RowBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (block.UtcMinusUptimeMs is { } offset)
        {
            return new BlockDate(offset, block.TimeQuality == Frames.TimeQuality.Synchronised
                ? DateQuality.Synchronised
                : DateQuality.Holdover);
        }

        return Of(block) is { UtcMinusUptimeMs: { } known } line ? new BlockDate(known, line.Quality) : default;
    }

    /// <summary>UTC of a time on the cell's clock, Unix ms; null if it is not known, or not yet.</summary>
    public long? UtcMs(double cellS) => LineAt(cellS) is { UtcMinusUptimeMs: { } offset } line
        ? BelievableUtc.OrNone(offset + (long)double.Round((cellS - line.BootStartS) * 1000))
        : null;

    /// <summary>How well <see cref="UtcMs"/> is known.</summary>
    public DateQuality QualityAt(double cellS) => LineAt(cellS)?.Quality ?? DateQuality.Unknown;

    // The end of a boot's last row may be the begin of the next boot's first one: it is of the boot that ends.
    private BootDate? LineAt(double cellS)
    {
        BootDate[] lines = _lines;
        int at = Array.FindLastIndex(lines, line => line.FromS < cellS);
        return lines.Length == 0 ? null : lines[Math.Max(0, at)];
    }

    private static BootDate[] Sorted(IEnumerable<BootDate> lines) =>
        [.. lines.GroupBy(line => line.FromSequence).Select(same => same.Last()).OrderBy(line => line.FromSequence)];
}

/// <summary>How one frame's rows are dated.</summary>
/// <param name="UtcMinusUptimeMs">UTC minus uptime, ms.</param>
/// <param name="Quality">How well that is known; <see cref="DateQuality.Unknown"/>: not, or not yet.</param>
public readonly record struct BlockDate(long UtcMinusUptimeMs, DateQuality Quality)
{
    /// <summary>There is a date.</summary>
    public bool IsKnown => Quality != DateQuality.Unknown;

    /// <summary>UTC of an uptime, Unix ms; null if it is not known.</summary>
    public long? UtcMs(long uptimeMs) => IsKnown ? BelievableUtc.OrNone(UtcMinusUptimeMs + uptimeMs) : null;
}
