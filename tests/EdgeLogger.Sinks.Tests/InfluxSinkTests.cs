using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Store;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.Sinks.Store;

namespace EdgeLogger.Sinks.Tests;

/// <summary>The sink with a server in memory.</summary>
public sealed class InfluxSinkTests
{
    private const ulong Stream = 0xB2;
    private const long ArrivedUtcMs = 1_800_000_000_000;

    private static readonly InfluxOptions Options = SinkUnderTest.Quick(InfluxOptions.Parse("http://127.0.0.1:1?db=d"));
    private static readonly byte[] Schema = LabDirectory.Schema("bench-01", Stream);

    [Fact]
    public async Task Rows_before_UTC_was_known_are_dated_by_a_later_frame_of_the_same_boot()
    {
        await using LabDirectory lab = new();
        await lab.AddSchemaAsync(Schema);
        BoardFrames frames = new(Stream, Schema) { TimeQuality = Frames.TimeQuality.None };
        await lab.AddFramesAsync(frames.Take(3));
        using MemoryTarget target = new();
        await using SinkUnderTest sink = new(lab, Options, target);
        await sink.UntilAsync(status => status.State == SinkState.UpToDate && status.FramesBehind == 3);
        Assert.Empty(target.Lines);

        frames.TimeQuality = Frames.TimeQuality.Synchronised;
        await lab.AddFramesAsync(frames.Take(1));
        lab.Derive();
        await sink.UntilPointsAsync(frames.Rows);
        Assert.Equal(Enumerable.Range(1, 40).Select(s => BoardFrames.BaseUtcMs + (s * 1000L)), target.Lines.Select(UtcMs));
        Assert.DoesNotContain(target.Lines, line => line.Contains("dated=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rows_of_a_boot_that_never_knew_UTC_are_dated_by_their_soonest_arrival_and_say_so()
    {
        await using LabDirectory lab = new();
        await lab.AddSchemaAsync(Schema);
        BoardFrames frames = new(Stream, Schema) { TimeQuality = Frames.TimeQuality.None };
        // The first frame was under way for an hour, the second came at once.
        await lab.AddFramesAsync(frames.Take(1), ArrivedUtcMs + 10_000 + 3_600_000);
        await lab.AddFramesAsync(frames.Take(1), ArrivedUtcMs + 20_000);
        frames.Reboot();
        await lab.AddFramesAsync(frames.Take(1), ArrivedUtcMs + 60_000);
        await lab.AddFramesAsync(frames.Take(1), ArrivedUtcMs + 60_000 + 3_600_000);
        lab.Derive();
        using MemoryTarget target = new();
        await using SinkUnderTest sink = new(lab, Options, target);
        await sink.UntilPointsAsync(frames.Rows);
        string[] samples = [.. target.Lines.Where(line => line.StartsWith("el_sample", StringComparison.Ordinal))];

        Assert.Equal(Enumerable.Range(1, 20).Select(s => ArrivedUtcMs + (s * 1000L)), samples.Take(20).Select(UtcMs));
        Assert.All(samples, line => Assert.Contains(",dated=estimated,", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Frames_whose_schema_has_not_come_wait_and_hold_up_no_other_stream()
    {
        await using LabDirectory lab = new();
        byte[] other = LabDirectory.Schema("bench-01", 7, slot: 1);
        BoardFrames waiting = new(Stream, Schema);
        BoardFrames going = new(7, other);
        await lab.AddSchemaAsync(other);
        await lab.AddFramesAsync(waiting.Take(4));
        await lab.AddFramesAsync(going.Take(4));
        using MemoryTarget target = new();
        await using SinkUnderTest sink = new(lab, Options, target);
        await sink.UntilAsync(status => status.Points == going.Rows && status.FramesBehind == 4);
        Assert.All(target.Lines, line => Assert.Contains("cell=bench-01/1", line, StringComparison.Ordinal));

        await lab.AddSchemaAsync(Schema);
        await sink.UntilPointsAsync(going.Rows + waiting.Rows);
        Assert.Equal(waiting.Rows, target.Lines.Count(line => line.Contains("cell=bench-01/0", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task One_row_every_so_many_seconds_is_the_same_choice_after_a_restart()
    {
        await using LabDirectory lab = new();
        await lab.AddSchemaAsync(Schema);
        BoardFrames frames = new(Stream, Schema);
        using MemoryTarget target = new();
        for (int round = 0; round < 3; round++)
        {
            await lab.AddFramesAsync(frames.Take(7));
            await using SinkUnderTest sink = new(lab, Options with { Samples = SamplePolicy.Parse("4s") }, target);
            await sink.UntilPointsAsync(1);
        }

        Assert.Equal(Enumerable.Range(1, 52).Select(i => BoardFrames.BaseUtcMs + (i * 4000L)), target.Lines.Select(UtcMs));
    }

    [Fact]
    public async Task Results_derived_again_are_written_again_from_the_first()
    {
        await using LabDirectory lab = new();
        lab.Write([Results.Cycles(Stream, "bench-01", 1, 3)]);
        using MemoryTarget target = new();
        await using SinkUnderTest sink = new(lab, Options, target);
        await sink.UntilPointsAsync(9);

        lab.Derived.Forget(Stream);
        lab.Write([Results.Cycles(Stream, "bench-01", 1, 4, fade: 0.01)]);
        sink.Sink.ResultsStored(Results.Cycles(Stream, "bench-01", 1, 4, fade: 0.01));
        await sink.UntilPointsAsync(21);
        Assert.Equal(21, target.Lines.Count);
    }

    [Fact]
    public async Task Another_reference_of_retention_gives_every_cycle_another_point()
    {
        await using LabDirectory lab = new();
        CellUpdate cycles = Results.Cycles(Stream, "bench-01", 1, 5, fade: 0.01);
        lab.Write([Results.WithReference(cycles, null)]);
        using MemoryTarget target = new();
        await using SinkUnderTest sink = new(lab, Options, target);
        await sink.UntilPointsAsync(15);

        CellUpdate chosen = Results.WithReference(cycles, 1) with { Halves = [], Cycles = [] };
        lab.Write([chosen]);
        sink.Sink.ResultsStored(chosen);
        await sink.UntilPointsAsync(30);
        double[] capacities = [0.99, 0.98, 0.97, 0.96, 0.95];
        Assert.Equal(
            [.. capacities.Select(ah => ah / 0.96), .. capacities.Select(ah => ah / 0.99)],
            from line in target.Lines
            let field = Regex.Match(line, "plain_retention=([^, ]+)")
            where field.Success
            select double.Parse(field.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
            (one, other) => Math.Abs(one - other) < 1e-9);
    }

    [Fact]
    public async Task Results_larger_than_a_batch_come_in_batches()
    {
        await using LabDirectory lab = new();
        lab.Write([Results.Cycles(Stream, "bench-01", 1, 50)]);
        int largest = 0;
        using MemoryTarget target = new() { Answer = lines => Largest(lines, ref largest) };
        await using SinkUnderTest sink = new(lab, Options with { BatchPoints = 20 }, target);
        await sink.UntilPointsAsync(150);
        Assert.Equal((150, 20), (target.DistinctLines.Count, largest));
    }

    [Fact]
    public async Task Results_of_a_boot_that_is_not_dated_yet_wait_for_its_date_and_say_if_it_is_estimated()
    {
        await using LabDirectory lab = new();
        lab.Write([Results.Cycles(Stream, "bench-01", 1, 1, quality: DateQuality.Unknown)]);
        using MemoryTarget target = new();
        await using SinkUnderTest sink = new(lab, Options, target);
        await sink.UntilAsync(status => status.State == SinkState.UpToDate);
        Assert.Empty(target.Lines);

        CellUpdate dated = Results.Cycles(Stream, "bench-01", 1, 1, quality: DateQuality.Estimated)
            with
        { Halves = [], Cycles = [] };
        lab.Write([dated]);
        sink.Sink.ResultsStored(dated);
        await sink.UntilPointsAsync(3);
        Assert.Equal([3_599_000L, 7_199_000, 7_199_000], target.Lines.Select(line => UtcMs(line) - BoardFrames.BaseUtcMs));
        Assert.All(target.Lines, line => Assert.Contains(",dated=estimated,", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_comes_and_goes_gets_everything_in_the_end()
    {
        await using LabDirectory lab = new();
        await lab.AddSchemaAsync(Schema);
        BoardFrames frames = new(Stream, Schema);
        await lab.AddFramesAsync(frames.Take(100));
        int attempts = 0;
        using MemoryTarget target = new()
        { Answer = _ => attempts++ % 3 == 1 ? WriteOutcome.Unreachable("gone") : WriteOutcome.Accepted };
        await using SinkUnderTest sink = new(lab, Options with { BatchPoints = 50 }, target);
        await sink.UntilPointsAsync(frames.Rows);
        Assert.Equal(frames.Rows, target.DistinctLines.Count);
        Assert.InRange(target.Lines.Count, frames.Rows + 1, 2 * frames.Rows);
    }

    [Fact]
    public async Task While_the_server_is_away_the_status_counts_what_waits_for_it()
    {
        await using LabDirectory lab = new();
        await lab.AddSchemaAsync(Schema);
        BoardFrames frames = new(Stream, Schema);
        await lab.AddFramesAsync(frames.Take(10));
        using MemoryTarget target = new() { Answer = _ => WriteOutcome.Unreachable("connection refused") };
        await using SinkUnderTest sink = new(lab, Options with { BatchPoints = 20 }, target);
        await sink.UntilAsync(status => status.State == SinkState.Waiting && status.FramesBehind == 10);
        await lab.AddFramesAsync(frames.Take(30));
        SinkStatus waiting = await sink.UntilAsync(status => status.FramesBehind == 40);
        Assert.Equal(
            "http://127.0.0.1:1 d: waiting for the server, 40 frames behind, 0 points (connection refused)", waiting.Text);
    }

    [Fact]
    public async Task Cursors_are_saved_after_the_server_has_had_time_to_settle_or_at_the_stop()
    {
        await using LabDirectory lab = new();
        await lab.AddSchemaAsync(Schema);
        BoardFrames frames = new(Stream, Schema);
        await lab.AddFramesAsync(frames.Take(5));
        using MemoryTarget target = new();
        await using (SinkUnderTest sink = new(lab, Options with { SettleTime = TimeSpan.FromDays(1) }, target))
        {
            await sink.UntilPointsAsync(frames.Rows);
            Assert.Empty(SavedCursors(lab));
        }

        Assert.Equal(frames.NextSequence, Assert.Single(SavedCursors(lab)).NextSequence);
    }

    [Fact]
    public async Task A_sink_whose_own_file_is_damaged_says_so_does_not_end_the_program_and_goes_on_without_the_damage()
    {
        await using LabDirectory lab = new();
        await File.WriteAllTextAsync(
            Path.Combine(lab.Path, SinkStore.FileName), new string('x', 4096), TestContext.Current.CancellationToken);
        using MemoryTarget target = new();
        await using SinkUnderTest sink = new(lab, Options, target);
        SinkStatus failing = await sink.UntilAsync(status => status.State == SinkState.Failing);
        Assert.Contains("FAILING", failing.Text, StringComparison.Ordinal);
        File.Delete(Path.Combine(lab.Path, SinkStore.FileName));
        await sink.UntilAsync(status => status.State == SinkState.UpToDate);
    }

    private static IReadOnlyList<SampleCursor> SavedCursors(LabDirectory lab)
    {
        using FrameLogReader reader = FrameLogReader.Open(lab.Path);
        using SinkStore store = SinkStore.Open(lab.Path, Options.Name, reader.LogId, 10);
        return store.SampleCursors();
    }

    private static WriteOutcome Largest(string[] lines, ref int largest)
    {
        largest = Math.Max(largest, lines.Length);
        return WriteOutcome.Accepted;
    }

    private static long UtcMs(string line) => long.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);
}
