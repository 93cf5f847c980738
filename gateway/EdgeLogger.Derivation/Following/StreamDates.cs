using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.FrameLog;

namespace EdgeLogger.Derivation.Following;

/// <summary>
/// A stream's offset book: when its rows were, whichever test they belong to. Every output asks here, so that they agree. It does
/// not change.
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
    public StreamDates With(IReadOnlyCollection<BootDate> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return lines.Count == 0 ? this : new StreamDates([.. _lines, .. lines]);
    }

    /// <summary>The line that holds for a frame; null if its boot is not in the book yet.</summary>
    public BootDate? Of(RowBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        return Of(block.Boot, block.Sequence);
    }

    /// <summary>The line that holds for a frame of a boot; null if its boot is not in the book yet.</summary>
    public BootDate? Of(uint boot, uint sequence) =>
        IndexOf(sequence) is var at and >= 0 && _lines[at].Boot == boot ? _lines[at] : null;

    /// <summary>
    /// What dated a boot by the board's own word when a frame had come: UTC minus uptime, ms; null if the board had not known
    /// until then. What was learned later does not count.
    /// </summary>
    public long? AnchorOf(uint boot, uint sequence)
    {
        for (int at = IndexOf(sequence); at >= 0 && _lines[at].Boot == boot; at--)
        {
            if (_lines[at].Quality >= DateQuality.Holdover && _lines[at].KnownBy <= sequence)
            {
                return _lines[at].UtcMinusUptimeMs;
            }
        }

        return null;
    }

    /// <summary>The lines of a boot from the one that holds for a frame on, in order.</summary>
    public IEnumerable<BootDate> From(uint boot, uint sequence)
    {
        for (int at = Math.Max(0, IndexOf(sequence)); at < _lines.Length && _lines[at].Boot == boot; at++)
        {
            yield return _lines[at];
        }
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

    // The last line that begins at or before a frame; -1 if none does.
    private int IndexOf(uint sequence)
    {
        int from = 0;
        int to = _lines.Length;
        while (from < to)
        {
            int middle = (from + to) / 2;
            (from, to) = _lines[middle].FromSequence <= sequence ? (middle + 1, to) : (from, middle);
        }

        return from - 1;
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
