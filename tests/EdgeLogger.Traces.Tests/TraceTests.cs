using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Frames;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.Traces.Tests;

public sealed class TraceTests : IDisposable
{
    private const long UtcMs = 1_760_000_000_000;

    private static readonly SegmentFrames Whole = SegmentFrames.OfStream(CodedCell.StreamId);

    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-traces-").FullName;
    private readonly CodedCell _cell = new(seed: 5) { TimeQuality = TimeQuality.Synchronised, UtcMinusUptimeMs = UtcMs };

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Whatever_the_window_and_the_width_a_drawing_holds_the_extremes_of_every_pixel_it_draws()
    {
        byte[][] frames = [.. Enumerable.Range(0, 60).SelectMany(i => _cell.Run(i % 2 == 0 ? 1e-3 : -2e-3, 10))];
        await LogAsync(frames);
        await FollowAsync();
        List<TraceSpan> rows = Rows(frames);
        using TraceStore store = TraceStore.Open(_directory);
        using DerivedStore derived = DerivedStore.Open(_directory);
        using TraceReader reader = new(_directory, store, derived);
        for (int seed = 1; seed <= 60; seed++)
        {
            Random random = new(seed);
            long from = UtcMs + random.Next(0, 6_000_000);
            long to = from + random.Next(1_000, 6_000_000);
            int width = random.Next(1, 900);
            IReadOnlyList<TraceSpan> drawn = reader.Read([Whole], from, to, width);

            // A span may reach over the window's ends by what its level gathers; between them nothing may be missing or made up.
            foreach (TraceSpan span in drawn)
            {
                TraceSpan truth = rows.Where(row => row.EndMs > span.StartMs && row.EndMs <= span.EndMs)
                    .Aggregate(TraceSpan.None, (sum, row) => sum.With(row));
                Assert.True(truth.VoltageV == span.VoltageV && truth.CurrentA == span.CurrentA && truth.Rows == span.Rows,
                    $"seed {seed}: {span} is not {truth}");
            }

            TraceSpan window = rows.Where(row => row.EndMs >= from && row.StartMs <= to)
                .Aggregate(TraceSpan.None, (sum, row) => sum.With(row));
            TraceSpan all = drawn.Aggregate(TraceSpan.None, (sum, span) => sum.With(span));
            Assert.True(window.Rows == 0 || (all.CurrentA.Min <= window.CurrentA.Min && all.CurrentA.Max >= window.CurrentA.Max),
                $"seed {seed}");
            Assert.True(drawn.Count <= (2 * width) + 2, $"seed {seed}: {drawn.Count} spans for {width} pixels");
        }
    }

    [Fact]
    public async Task A_window_of_a_few_rows_is_drawn_row_by_row()
    {
        await LogAsync([.. _cell.Run(1e-3, 20)]);
        await FollowAsync();
        using TraceStore store = TraceStore.Open(_directory);
        using DerivedStore derived = DerivedStore.Open(_directory);
        using TraceReader reader = new(_directory, store, derived);
        IReadOnlyList<TraceSpan> drawn = reader.Read([Whole], UtcMs + 50_500, UtcMs + 54_500, 1000);
        Assert.Equal(5, drawn.Count);
        Assert.All(drawn, span => Assert.Equal(1, span.Rows));
        Assert.All(drawn, span => Assert.Equal(1000, span.EndMs - span.StartMs));
    }

    [Fact]
    public async Task A_pause_stays_a_pause_at_every_width()
    {
        List<byte[]> frames = [.. _cell.Run(1e-3, 300)];
        long pauseFromMs = Rows(frames)[^1].EndMs;
        _cell.Pause(3_600_000);
        frames.AddRange(_cell.Run(1e-3, 300));
        await LogAsync(frames);
        await FollowAsync();
        using TraceStore store = TraceStore.Open(_directory);
        using DerivedStore derived = DerivedStore.Open(_directory);
        using TraceReader reader = new(_directory, store, derived);
        foreach (int width in (int[])[300, 1000])
        {
            IReadOnlyList<TraceSpan> drawn = reader.Read([Whole], UtcMs, UtcMs + 10_000_000, width);
            Assert.DoesNotContain(drawn, span => span.StartMs < pauseFromMs + 200_000 && span.EndMs > pauseFromMs + 200_000);
            Assert.Contains(drawn, span => span.EndMs <= pauseFromMs);
            Assert.Contains(drawn, span => span.StartMs >= pauseFromMs + 3_000_000);
        }
    }

    [Fact]
    public async Task A_pause_inside_what_a_level_gathers_is_not_drawn_over()
    {
        const int PauseMs = 10 * 24 * 3600 * 1000;
        List<byte[]> frames = [.. _cell.Run(1e-3, 40)];
        Assert.True(frames.Count % 16 is > 2 and < 14,
            $"{frames.Count} frames: the pause would fall between two spans of a level");
        long pauseFromMs = Rows(frames)[^1].EndMs;
        _cell.Pause(PauseMs);
        frames.AddRange(_cell.Run(1e-3, 40));
        Assert.True(frames.Count >= 4 * 16);
        await LogAsync(frames);
        await FollowAsync();
        using TraceStore store = TraceStore.Open(_directory);
        using DerivedStore derived = DerivedStore.Open(_directory);
        using TraceReader reader = new(_directory, store, derived);
        IReadOnlyList<TraceSpan> drawn = reader.Read([Whole], UtcMs, UtcMs + PauseMs, 4);
        Assert.All(drawn, span =>
            Assert.True(span.EndMs <= pauseFromMs || span.StartMs > pauseFromMs + (PauseMs / 2), $"{span} spans the pause"));
        Assert.Contains(drawn, span => span.EndMs == pauseFromMs);
    }

    [Fact]
    public async Task Time_that_was_not_known_is_reported_so_gathered_or_not()
    {
        List<byte[]> frames = [.. _cell.Run(1e-3, 30)];
        await LogAsync(frames);
        await FollowAsync();
        using (TraceStore store = TraceStore.Open(_directory))
        {
            using DerivedStore derived = DerivedStore.Open(_directory);
            using TraceReader reader = new(_directory, store, derived);
            Assert.All(reader.Read([Whole], UtcMs, UtcMs + 400_000, 1000), span => Assert.False(span.IsUntrusted));
        }

        CodedCell unknowing = new(seed: 6);
        string other = Path.Combine(_directory, "other");
        byte[][] undated = [.. unknowing.Run(1e-3, 30)];
        await LogAsync([.. undated, NextBootKnowsUtc(unknowing)], other);
        await FollowAsync(other);
        using TraceStore untrusted = TraceStore.Open(other);
        using DerivedStore results = DerivedStore.Open(other);
        using TraceReader read = new(other, untrusted, results);
        foreach (int width in (int[])[1, 1000])
        {
            Assert.NotEmpty(read.Read([Whole], -1_000_000, 2_000, width));
            Assert.All(read.Read([Whole], -1_000_000, 2_000, width), span => Assert.True(span.IsUntrusted));
        }
    }

    [Fact]
    public async Task Each_start_of_the_board_is_reported_once_wherever_the_gateway_stopped()
    {
        byte[][] first = [.. _cell.Run(1e-3, 10)];
        _cell.Reboot();
        _cell.UtcMinusUptimeMs += 1_000_000;
        byte[][] second = [.. _cell.Run(1e-3, 10)];
        await LogAsync([.. first, .. second[..5]]);
        await FollowAsync();
        await LogAsync(second[5..]);
        await FollowAsync();
        using TraceStore store = TraceStore.Open(_directory);
        using DerivedStore derived = DerivedStore.Open(_directory);
        using TraceReader reader = new(_directory, store, derived);
        IReadOnlyList<(long StartMs, uint Boot)> boots = reader.Boots(Whole);
        Assert.Equal([1u, 2u], boots.Select(boot => boot.Boot));
        Assert.InRange(boots[1].StartMs, UtcMs + 998_000, UtcMs + 1_002_000);
    }

    [Fact]
    public async Task Stops_between_any_frames_change_nothing()
    {
        byte[][] frames = [.. _cell.Run(1e-3, 170)];
        string once = Path.Combine(_directory, "once");
        string often = Path.Combine(_directory, "often");
        await LogAsync(frames, once);
        await FollowAsync(once);
        for (int from = 0; from < frames.Length; from += 23)
        {
            await LogAsync(frames[from..Math.Min(from + 23, frames.Length)], often);
            await FollowAsync(often);
        }

        using TraceStore first = TraceStore.Open(once);
        using TraceStore second = TraceStore.Open(often);
        for (int level = 0; level < TraceLevel.Count; level++)
        {
            Assert.Equal(
                first.Between(CodedCell.StreamId, level, 0, long.MaxValue),
                second.Between(CodedCell.StreamId, level, 0, long.MaxValue));
        }
    }

    [Fact]
    public async Task Frames_that_do_not_know_UTC_are_drawn_where_they_arrived()
    {
        _cell.TimeQuality = TimeQuality.None;
        byte[][] undated = [.. _cell.Run(1e-3, 1)];
        await LogAsync([.. undated, NextBootKnowsUtc(_cell)]);
        await FollowAsync();
        using TraceStore store = TraceStore.Open(_directory);
        using DerivedStore derived = DerivedStore.Open(_directory);
        using TraceReader reader = new(_directory, store, derived);
        // The log books the arrival at 1 s.
        Assert.Equal(1000, reader.Covered([Whole])?.EndMs);
    }

    [Fact]
    public async Task Frames_of_a_boot_that_may_still_learn_UTC_are_not_drawn_yet()
    {
        _cell.TimeQuality = TimeQuality.None;
        await LogAsync([.. _cell.Run(1e-3, 2)]);
        await FollowAsync();
        using TraceStore store = TraceStore.Open(_directory);
        Assert.Equal(1, store.Cursors().GetValueOrDefault(CodedCell.StreamId, 1));

        _cell.TimeQuality = TimeQuality.Synchronised;
        await LogAsync([.. _cell.Run(1e-3, 1)]);
        await FollowAsync();
        Assert.Equal(4, store.Cursors()[CodedCell.StreamId]);
        Assert.Equal(UtcMs - 1000, store.Covered(CodedCell.StreamId)?.StartMs);
    }

    [Fact]
    public async Task Frames_that_all_arrived_at_the_same_time_are_gathered_once_each()
    {
        _cell.TimeQuality = TimeQuality.None;
        byte[][] frames = [.. _cell.Run(1e-3, 600)];
        await LogAsync([.. frames, NextBootKnowsUtc(_cell)]);
        await FollowAsync();
        using TraceStore store = TraceStore.Open(_directory);
        using DerivedStore derived = DerivedStore.Open(_directory);
        using TraceReader reader = new(_directory, store, derived);
        (long startMs, long endMs) = reader.Covered([Whole])!.Value;
        Assert.Equal(Rows(frames).Count, reader.Read([Whole], startMs, endMs, width: 100).Sum(span => span.Rows));
    }

    /// <summary>A frame without rows that settles the boots before it.</summary>
    private static byte[] NextBootKnowsUtc(CodedCell cell)
    {
        cell.Reboot();
        (cell.TimeQuality, cell.UtcMinusUptimeMs) = (TimeQuality.Synchronised, UtcMs);
        return cell.Gap(1, 1);
    }

    private async Task LogAsync(IReadOnlyList<byte[]> frames, string? directory = null)
    {
        directory ??= _directory;
        Directory.CreateDirectory(directory);
        await using LiveLog log = new(directory);
        await log.AddSchemaAsync();
        await log.AppendAsync(frames);
    }

    private async Task FollowAsync(string? directory = null)
    {
        directory ??= _directory;
        using TraceStore store = TraceStore.Open(directory);
        using DerivedStore derived = DerivedStore.Open(directory);
        await using TraceFollower follower = new(directory, store, derived, TimeProvider.System, Assert.Fail);
        follower.Start();
    }

    private static List<TraceSpan> Rows(IEnumerable<byte[]> frames)
    {
        List<TraceSpan> rows = [];
        foreach (RowBlock block in FrameBlocks.Decode(frames, CodedCell.Schema))
        {
            long startMs = block.StartUptimeMs;
            foreach (ref readonly CellRow row in block.Rows)
            {
                rows.Add(TraceSpan.Of(row, startMs + UtcMs, row.UptimeMs + UtcMs));
                startMs = row.UptimeMs;
            }
        }

        return rows;
    }
}
