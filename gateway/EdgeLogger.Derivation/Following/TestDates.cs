using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.FrameLog;

namespace EdgeLogger.Derivation.Following;

/// <summary>
/// When a test's results were: its clock, and the offset books of the streams that it ran on. It does not change.
/// </summary>
public sealed class TestDates
{
    private readonly Line[] _lines;

    /// <param name="places">Where boots are on the test's clock, in any order.</param>
    /// <param name="datesOf">The offset book of a stream.</param>
    public TestDates(IEnumerable<BootPlace> places, Func<ulong, StreamDates> datesOf)
    {
        ArgumentNullException.ThrowIfNull(datesOf);
        Places = [.. places.OrderBy(place => place.Segment).ThenBy(place => place.FromSequence)];
        _lines = [.. Places.SelectMany((place, at) =>
            LinesOf(place, at + 1 < Places.Count ? Places[at + 1].FromS : double.PositiveInfinity, datesOf(place.Stream)))];
    }

    /// <summary>A test of which nothing has been derived.</summary>
    public static TestDates Empty { get; } = new([], _ => StreamDates.Empty);

    /// <summary>Where boots are on the test's clock, in order.</summary>
    public IReadOnlyList<BootPlace> Places { get; }

    /// <summary>The place of a frame of a segment; null if its boot has not been derived.</summary>
    public BootPlace? PlaceOf(int segment, RowBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        BootPlace? place = Places.LastOrDefault(one => one.Segment == segment && one.FromSequence <= block.Sequence);
        return place?.Boot == block.Boot ? place : null;
    }

    /// <summary>UTC of a time on the test's clock, Unix ms; null if it is not known, or not yet.</summary>
    public long? UtcMs(double testS) => LineAt(testS) is { Date.UtcMinusUptimeMs: { } offset } line
        ? BelievableUtc.OrNone(offset + (long)double.Round((testS - line.BootStartS) * 1000))
        : null;

    /// <summary>How well <see cref="UtcMs"/> is known.</summary>
    public DateQuality QualityAt(double testS) => LineAt(testS)?.Date.Quality ?? DateQuality.Unknown;

    // The end of a boot's last row may be the begin of the next boot's first one: it is of the boot that ends.
    private Line? LineAt(double testS)
    {
        int at = Array.FindLastIndex(_lines, line => line.FromS < testS);
        return _lines.Length == 0 ? null : _lines[Math.Max(0, at)];
    }

    // The board's word on a boot may go on after the test has left it.
    private static IEnumerable<Line> LinesOf(BootPlace place, double untilS, StreamDates dates)
    {
        bool isFirst = true;
        foreach (BootDate date in dates.From(place.Boot, place.FromSequence))
        {
            double fromS = isFirst ? place.FromS : place.BootStartS + (date.FromUptimeMs / 1000.0);
            if (isFirst || fromS < untilS)
            {
                yield return new Line(fromS, place.BootStartS, date);
            }

            isFirst = false;
        }
    }

    private sealed record Line(double FromS, double BootStartS, BootDate Date);
}
