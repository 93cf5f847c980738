using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;

namespace EdgeLogger.Cells.Rules;

/// <summary>What tests may be: each by itself, and beside the others.</summary>
internal static class TestRules
{
    private const int MostSegments = 1000;

    /// <summary>Refuses a test that is none.</summary>
    /// <param name="test">The test.</param>
    /// <param name="label">Its name in messages.</param>
    /// <exception cref="CellBookException">It breaks a rule; the message says which, and what to do.</exception>
    public static void CheckAlone(TestRun test, string label)
    {
        if (test.Segments.Count > MostSegments)
        {
            throw new CellBookException(
                $"{label} has {test.Segments.Count} segments. {MostSegments} at most: start another test.");
        }

        if (test.Segments.FirstOrDefault(
            file => file is { File: not null, IsWithdrawn: false }
                && test.Segments.Count(other => other.Stream == file.Stream && !other.IsWithdrawn) > 1) is { } twice)
        {
            throw new CellBookException(
                $"{twice.File!.Name} belongs to {label}. A file belongs to one test, once: leave it there.");
        }

        Segment[] slots = [.. test.Segments.Where(segment => segment.Slot is not null)];
        foreach (Segment segment in slots)
        {
            CheckEdges(segment, label);
            CheckWithin(test, segment, label);
        }

        if (test is { StartUtcMs: { } start, EndUtcMs: { } end } && end <= start)
        {
            throw new CellBookException($"{label} would end at {Moment.Text(end)}, not after its begin at {Moment.Text(start)}. "
                + $"Give a later end, or correct the begin.");
        }

        for (int later = 1; later < slots.Length; later++)
        {
            CheckOrder(slots[later], slots[..later], label);
        }
    }

    /// <summary>Refuses a test that shares a slot, a stream or a cell with another at the same time.</summary>
    /// <param name="test">The test.</param>
    /// <param name="others">Tests of the same cell, slots or streams, without itself.</param>
    /// <param name="label">Names a test in messages.</param>
    /// <exception cref="CellBookException">It does; the message says which, and what to do.</exception>
    public static void CheckBeside(TestRun test, IEnumerable<TestRun> others, System.Func<TestRun, string> label)
    {
        foreach (TestRun other in others)
        {
            if (other.Cell == test.Cell && IsSameTime(test.StartUtcMs, test.EndUtcMs, other.StartUtcMs, other.EndUtcMs))
            {
                throw new CellBookException($"{label(test)} and {label(other)} would run at the same time: {label(other)} runs "
                    + $"{Span(other.StartUtcMs, other.EndUtcMs)}. "
                    + "A cell runs one test at a time: end that one first, or give another time.");
            }

            foreach (Segment mine in test.Segments)
            {
                foreach (Segment theirs in other.Segments)
                {
                    CheckSegments(mine, theirs, label(test), label(other));
                }
            }
        }
    }

    private static void CheckEdges(Segment segment, string label)
    {
        Edge from = segment.From ?? throw new CellBookException($"{label} has no begin in {segment.Slot}. Give its time.");
        Moment.Checked(from.UtcMs);
        if (segment.To is { } to && Moment.Checked(to.UtcMs) <= from.UtcMs)
        {
            throw new CellBookException(
                $"{label} would leave {segment.Slot} at {Moment.Text(to.UtcMs)}, not after it came at {Moment.Text(from.UtcMs)}. "
                + "Give a later end, or an earlier begin.");
        }

        if ((from.At ?? segment.To?.At) is { } && (IsOfAnother(from.At) || IsOfAnother(segment.To?.At)))
        {
            throw new CellBookException($"{label}: an edge in {segment.Slot} is a point of another stream than its rows. Give a "
                + $"point of stream {segment.Stream:x16}.");
        }

        if (from.At is { } begin && segment.To?.At is { } end && begin.IsAfter(end))
        {
            throw new CellBookException($"{label} would leave {segment.Slot} before it came, by the board's own clock. Give a "
                + $"later end, or an earlier begin.");
        }

        bool IsOfAnother(Point? at) => at is { } point && point.Stream != segment.Stream;
    }

    private static void CheckWithin(TestRun test, Segment segment, string label)
    {
        if (segment.From!.UtcMs < test.StartUtcMs)
        {
            throw new CellBookException($"{label} begins at {Moment.Text(test.StartUtcMs.Value)} and cannot be in "
                + $"{segment.Slot} before, at {Moment.Text(segment.From.UtcMs)}. Correct its begin first.");
        }

        if (test.EndUtcMs is { } end && (segment.To is null || segment.To.UtcMs > end))
        {
            throw new CellBookException(
                $"{label} was ended at {Moment.Text(end)} and cannot be in {segment.Slot} after that. Correct its end first.");
        }
    }

    private static void CheckOrder(Segment later, IEnumerable<Segment> before, string label)
    {
        foreach (Segment earlier in before)
        {
            // A replaced board: the slot's rows come by two streams.
            bool isOtherStream = earlier.Slot == later.Slot && earlier.Stream != later.Stream;
            if (!isOtherStream && (earlier.To is null || earlier.To.UtcMs > later.From!.UtcMs))
            {
                throw new CellBookException(
                    $"{label} would be in {earlier.Slot} {Span(earlier.From!.UtcMs, earlier.To?.UtcMs)}, and in {later.Slot} "
                    + $"{Span(later.From!.UtcMs, later.To?.UtcMs)}. "
                    + "A test is in one slot at a time: give times that follow one another.");
            }
        }
    }

    private static void CheckSegments(Segment mine, Segment theirs, string label, string other)
    {
        if (mine.Slot is { } slot && slot == theirs.Slot
            && IsSameTime(mine.From?.UtcMs, mine.To?.UtcMs, theirs.From?.UtcMs, theirs.To?.UtcMs))
        {
            throw new CellBookException($"{slot} holds {other} {Span(theirs.From?.UtcMs, theirs.To?.UtcMs)}, and cannot hold "
                + $"{label} {Span(mine.From?.UtcMs, mine.To?.UtcMs)} too. "
                + $"End or move {other} first, or give another time.");
        }

        if (mine.Stream is { } stream && stream == theirs.Stream && !mine.IsWithdrawn && !theirs.IsWithdrawn
            && (mine.File is not null || theirs.File is not null || SharesRows(mine, theirs)))
        {
            throw new CellBookException(mine.File is { } file
                ? $"{file.Name} belongs to {other}. A file belongs to one test, once: leave it there."
                : $"Rows of {mine.Slot} belong to {other} already, by the board's own clock, and cannot belong to "
                + $"{label} too. Give another time.");
        }
    }

    // (from, to] of points; an edge that has not resolved is judged by its time.
    private static bool SharesRows(Segment one, Segment two) =>
        one.From?.At is { } oneFrom && two.From?.At is { } twoFrom
        && IsKnown(one.To) && IsKnown(two.To)
        && (one.To?.At is not { } oneTo || oneTo.IsAfter(twoFrom))
        && (two.To?.At is not { } twoTo || twoTo.IsAfter(oneFrom));

    private static bool IsKnown(Edge? edge) => edge is null || edge.At is not null;

    private static bool IsSameTime(long? oneFrom, long? oneTo, long? twoFrom, long? twoTo) =>
        oneFrom is { } one && twoFrom is { } two && one < (twoTo ?? long.MaxValue) && two < (oneTo ?? long.MaxValue);

    private static string Span(long? from, long? to) => from is null ? "at a time that is not known"
        : to is null ? $"since {Moment.Text(from.Value)}" : $"from {Moment.Text(from.Value)} to {Moment.Text(to.Value)}";
}
