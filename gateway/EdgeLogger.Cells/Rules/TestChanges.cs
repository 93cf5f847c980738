using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;

namespace EdgeLogger.Cells.Rules;

/// <summary>What a test is after a change. Whether it may be so is <see cref="TestRules"/>'.</summary>
internal static class TestChanges
{
    /// <summary>The test goes to a slot; it leaves the one that it is in.</summary>
    public static TestRun Moved(TestRun test, SlotName slot, Edge arrives, Edge leaves)
    {
        if (test.EndUtcMs is { } ended)
        {
            throw new CellBookException(
                $"The test was ended at {Moment.Text(ended)} and cannot move. Start another test, or correct its end first.");
        }

        Segment next = new() { Slot = slot, Stream = arrives.At?.Stream, From = arrives };
        TestRun left = Left(test, leaves);
        return left with { StartUtcMs = test.StartUtcMs ?? arrives.UtcMs, Segments = [.. left.Segments, next] };
    }

    /// <summary>The test is over.</summary>
    public static TestRun Ended(TestRun test, Edge at)
    {
        if (test.EndUtcMs is { } ended)
        {
            throw new CellBookException($"The test was ended at {Moment.Text(ended)}. Correct its end if it was another time.");
        }

        return test.Segments.Count > 0 ? Left(test, at) with { EndUtcMs = at.UtcMs } : throw new CellBookException(
            "The test has no rows: another one has taken its place in the slot. There is nothing to end.");
    }

    /// <summary>An imported file belongs to the test.</summary>
    /// <param name="test">The test.</param>
    /// <param name="stream">The stream that the file was made into.</param>
    /// <param name="file">The file.</param>
    /// <param name="position">Before which segment it stands, from 0; the number of segments: at the end.</param>
    public static TestRun WithFile(TestRun test, ulong stream, ImportedFile file, int position)
    {
        if (position < 0 || position > test.Segments.Count)
        {
            throw new CellBookException($"The test has {test.Segments.Count} segments. Give a place from 0 to that.");
        }

        Segment segment = new() { Stream = stream, File = file };
        return test with { Segments = [.. test.Segments.Take(position), segment, .. test.Segments.Skip(position)] };
    }

    /// <summary>An imported file is taken out of the test. It stays in the list, so that the others keep their numbers.</summary>
    public static TestRun Withdrawn(TestRun test, int index) => test.Segments[index] switch
    {
        { IsWithdrawn: true } => throw new CellBookException($"Segment {index + 1} was taken out already."),
        var file => test.WithSegment(index, file with { IsWithdrawn = true }),
    };

    /// <summary>The time that a test was in a slot about a segment of it, whatever boards delivered its rows.</summary>
    public static Segment StayOf(TestRun test, int index)
    {
        Segment picked = test.Segments[index];
        Segment[] stay = [.. test.Segments.Where(segment => segment.Slot == picked.Slot && IsBeside(segment, picked))];
        return picked with
        {
            From = stay.Select(segment => segment.From).MinBy(edge => edge!.UtcMs),
            To = stay.Any(segment => segment.IsOpen) ? null : stay.Select(segment => segment.To).MaxBy(edge => edge!.UtcMs),
        };
    }

    /// <summary>
    /// The test was not in a slot at that time. Its begin and end are those of what is left; with nothing left it has neither.
    /// </summary>
    public static TestRun WithoutStay(TestRun test, SlotName slot, Segment stay)
    {
        Segment[] left = [.. test.Segments.Where(segment => segment.Slot != slot || !IsBeside(segment, stay))];
        Segment[] slots = [.. left.Where(segment => segment.Slot is not null)];
        long? startUtcMs = test.StartUtcMs < stay.From!.UtcMs && left.Length > 0
            ? test.StartUtcMs
            : slots.Min(segment => segment.From?.UtcMs);
        bool isEndOfStay = test.EndUtcMs is not null && test.EndUtcMs == stay.To?.UtcMs;
        long? endUtcMs = isEndOfStay ? slots.Max(segment => segment.To?.UtcMs) : test.EndUtcMs;
        return test with { Segments = left, StartUtcMs = startUtcMs, EndUtcMs = startUtcMs is null ? null : endUtcMs };
    }

    /// <summary>The test did not leave a slot where another one came, but was in it until that one left.</summary>
    public static TestRun GoneOn(TestRun test, SlotName slot, Segment stay) => test with
    {
        EndUtcMs = test.EndUtcMs is null ? null : stay.To?.UtcMs,
        Segments = [.. test.Segments.Select(segment => segment.Slot == slot && segment.To?.UtcMs == stay.From!.UtcMs
            ? segment with { To = stay.To is { } to ? In(segment.Stream, to) : null }
            : segment)],
    };

    /// <summary>The test is given another stream of a file that it has: with another start, or the other sign of the
    /// current.</summary>
    public static TestRun Replaced(TestRun test, int index, ulong stream, ImportedFile file) =>
        WithFile(Withdrawn(test, index), stream, file, index + 1);

    /// <summary>Another stream delivers the rows of a slot, beside the one of a segment.</summary>
    public static TestRun WithStream(TestRun test, int beside, Segment segment) => test with
    {
        Segments = [.. test.Segments.Take(beside + 1), segment, .. test.Segments.Skip(beside + 1)],
    };

    /// <summary>
    /// An edge of a segment was at another time. The test's own begin or end goes with it, if it was the same moment.
    /// </summary>
    public static TestRun Corrected(TestRun test, int index, EdgeSide side, Edge? edge)
    {
        Segment segment = test.Segments[index];
        long? was = segment.EdgeAt(side)?.UtcMs;
        if (segment.Slot is null)
        {
            throw new CellBookException($"Segment {index + 1} is the file {segment.File?.Name}, which belongs to the test as a "
                + $"whole. Only edges in a slot can be corrected.");
        }

        TestRun corrected = test.WithSegment(
            index, segment.With(side, edge) with { Stream = segment.Stream ?? edge?.At?.Stream });
        return side == EdgeSide.From
            ? corrected with { StartUtcMs = was == test.StartUtcMs ? edge?.UtcMs : test.StartUtcMs }
            : corrected with { EndUtcMs = was is not null && was == test.EndUtcMs ? edge?.UtcMs : test.EndUtcMs };
    }

    /// <summary>An edge as it is in a stream: the point is another stream's, or this one's.</summary>
    public static Edge In(ulong? stream, Edge edge) =>
        edge.At is { } at && stream is { } own && at.Stream != own ? edge with { At = null } : edge;

    private static bool IsBeside(Segment one, Segment other) =>
        one.From!.UtcMs < (other.To?.UtcMs ?? long.MaxValue) && other.From!.UtcMs < (one.To?.UtcMs ?? long.MaxValue);

    /// <summary>The test is in no slot any more.</summary>
    public static TestRun Left(TestRun test, Edge edge) => test with
    {
        Segments = [.. test.Segments.Select(segment => segment.IsOpen
            ? segment with { To = In(segment.Stream, edge), Stream = segment.Stream ?? edge.At?.Stream }
            : segment)],
    };
}
