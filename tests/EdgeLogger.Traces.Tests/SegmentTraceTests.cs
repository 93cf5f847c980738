using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.Traces.Tests;

/// <summary>A test's traces are those of its segments, cut by rows.</summary>
public sealed class SegmentTraceTests : IDisposable
{
    private const long UtcMs = 1_760_000_000_000;
    private const ulong Moved = 7;

    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-segment-traces-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_test_over_two_slots_is_drawn_and_read_with_exactly_its_rows_in_order()
    {
        await LogMoveAsync();
        using TraceStore store = TraceStore.Open(_directory);
        using DerivedStore derived = DerivedStore.Open(_directory);
        using TraceReader reader = new(_directory, store, derived);
        DatedRow[] expected = [.. Rows(derived)];
        IReadOnlyList<SegmentFrames> segments = derived.FramesOf(Moved);
        (long startMs, long endMs) = reader.Covered(segments)!.Value;

        // 1000 + 4 rows of the first slot, and 6 + 2000 of the second.
        Assert.Equal(3010, expected.Length);
        Assert.Equal((expected[0].UtcMs - 1000, expected[^1].UtcMs), (startMs, endMs));
        IReadOnlyList<TraceSpan> rows = reader.ReadRows(segments, startMs, endMs, int.MaxValue, out _);
        Assert.Equal(
            expected.Select(row => (row.UtcMs!.Value, row.Row.CurrentA)), rows.Select(row => (row.EndMs, row.CurrentA.Min)));
        foreach (int width in (int[])[1, 7, 100, 1000, 5000])
        {
            IReadOnlyList<TraceSpan> drawn = reader.Read(segments, startMs, endMs, width);
            TraceSpan all = drawn.Aggregate(TraceSpan.None, (sum, span) => sum.With(span));
            Assert.True(all.Rows == expected.Length && all.CurrentA == new Extent(-0.01, 0.01), $"width {width}: {all}");
            Assert.Equal(drawn.OrderBy(span => span.StartMs), drawn);
        }
    }

    [Fact]
    public async Task A_start_of_the_board_is_one_of_the_test_that_was_on_it()
    {
        await LogMoveAsync();
        using TraceStore store = TraceStore.Open(_directory);
        using DerivedStore derived = DerivedStore.Open(_directory);
        using TraceReader reader = new(_directory, store, derived);
        Assert.Equal(
            [[1U], []], derived.FramesOf(Moved).Select(segment => reader.Boots(segment).Select(boot => boot.Boot).ToArray()));
        Assert.Equal([2U], derived.FramesOf(Moved + 1).SelectMany(reader.Boots).Select(boot => boot.Boot));
    }

    /// <summary>
    /// A test moves from one slot to another, each time within a frame and before one without rows; before and after it the slots
    /// have cells of other currents.
    /// </summary>
    private async Task LogMoveAsync()
    {
        (SlotStream first, SlotStream second) =
            (new(0xA1, 0) { UtcMinusUptimeMs = UtcMs }, new(0xA2, 1) { UtcMinusUptimeMs = UtcMs });
        List<byte[]> frames = [.. first.Run(0.01, 100)];
        RowPoint left = new(1, first.UptimeMs + 4000);
        frames.AddRange([first.Frame(0.01), first.Gap(1, 1)]);
        frames.AddRange(first.Run(0.5, 40));
        first.Reboot();
        frames.AddRange(first.Run(0.5, 40));
        frames.AddRange(second.Run(-0.7, 130));
        RowPoint came = new(1, second.UptimeMs + 4000);
        frames.AddRange(second.Run(-0.01, 201));
        TestPlans plans = new([
            new TestPlan(Moved, [new TestSegment(first.Id) { To = left }, new TestSegment(second.Id) { From = came }]),
            new TestPlan(Moved + 1, [new TestSegment(first.Id) { From = left }])]);
        await using (LiveLog live = new(_directory, plans: plans))
        {
            await live.AddSchemaAsync(first.Schema);
            await live.AddSchemaAsync(second.Schema);
            await live.AppendAsync(frames);
        }

        using TraceStore store = TraceStore.Open(_directory);
        using DerivedStore derived = DerivedStore.Open(_directory);
        await using TraceFollower follower = new(_directory, store, derived, TimeProvider.System, Assert.Fail);
        follower.Start();
    }

    private IEnumerable<DatedRow> Rows(DerivedStore derived)
    {
        using TestRowReader reader = TestRowReader.Open(_directory, derived, Moved);
        while (reader.TryRead(out DatedRow row))
        {
            yield return row;
        }
    }
}
