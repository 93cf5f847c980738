using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Schemas;
using EdgeLogger.Testing.Servers;

namespace EdgeLogger.Sinks.Tests.Contract;

/// <summary>What a server has after a test has been renamed or put right: what one has that knew it in time.</summary>
public abstract class SupersededContract
{
    private const string Database = "cells";
    private const ulong Stream = 0xC1;
    private const ulong First = 0x11;
    private const ulong Second = 0x22;

    private static readonly byte[] Schema = LabDirectory.Schema("bench-01", Stream);

    [Fact]
    public async Task Right_after_a_swap_each_row_has_the_tags_of_its_own_cell()
    {
        await using ServerProcess server = await StartServerAsync();
        await using LabDirectory lab = new();
        TestPlans plans = Plans(Plan(First, "WJK-1"));
        BoardFrames frames = await FramesAsync(lab);
        await lab.AddFramesAsync(frames.Take(5));
        await using (SinkUnderTest sink = Sink(lab, server, plans))
        {
            await sink.UntilPointsAsync(frames.Rows);
            plans.Change([Plan(First, "WJK-1", toS: 54), Plan(Second, "WJK-2", fromS: 54)]);
            await lab.AddFramesAsync(frames.Take(5));
            SinkStatus status = await sink.UntilPointsAsync(frames.Rows);
            // Nothing that was there was superseded: no row was written twice.
            Assert.Equal(frames.Rows, status.Points);
        }

        IReadOnlyList<ServerValue> rows = (await server.ReadAsync(Database)).Field("el_sample", "voltage_v");
        Assert.Equal(Enumerable.Range(1, 100).Select(s => s <= 54 ? "WJK-1" : "WJK-2"), rows.Select(row => row.Tags["cell"]));
        Assert.All(rows, row => Assert.Equal(("1", "A", "bench-01", "0"),
            (row.Tags["test"], row.Tags["cohort"], row.Tags["board"], row.Tags["slot"])));
    }

    [Fact]
    public async Task A_rename_leaves_exactly_one_set_of_points()
    {
        await using ServerProcess server = await StartServerAsync();
        await using LabDirectory lab = new();
        TestPlans plans = Plans(Plan(First, "it's \"WJK\", 1=2"));
        BoardFrames frames = await FramesAsync(lab);
        await lab.AddFramesAsync(frames.Take(10));
        lab.Write([Results.Cycles(First, "bench-01", 1, 5)]);
        await using (SinkUnderTest sink = Sink(lab, server, plans))
        {
            await sink.UntilPointsAsync(frames.Rows + 15);
            plans.Change([Plan(First, "WJK-0412")]);
            await sink.UntilPointsAsync(2 * (frames.Rows + 15));
        }

        await AssertLikeInTimeAsync(lab, plans, server);
    }

    [Fact]
    public async Task An_assignment_put_right_while_the_gateway_was_down_leaves_the_points_of_what_was_said_in_time()
    {
        await using ServerProcess server = await StartServerAsync();
        await using LabDirectory lab = new();
        BoardFrames frames = await WrittenAsync(lab, server, Plans(Plan(First, "WJK-1")));
        TestPlans right = Plans(Plan(First, "WJK-1", toS: 37), Plan(Second, "WJK-2", fromS: 37));
        await using (SinkUnderTest sink = Sink(lab, server, right))
        {
            await sink.UntilPointsAsync(frames.Rows);
        }

        await AssertLikeInTimeAsync(lab, right, server);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_calibration_put_right_leaves_the_points_of_one_that_was_right_from_the_start(bool whileRunning)
    {
        await using ServerProcess server = await StartServerAsync();
        await using LabDirectory lab = new();
        TestPlans plans = Plans(Plan(First, "WJK-1"));
        BoardFrames frames = await FramesAsync(lab);
        await lab.AddFramesAsync(frames.Take(10));
        TestPlan right = Plan(First, "WJK-1") with
        {
            Recalibrations = Recalibrations.Of([new Recalibration
            {
                Slot = new SlotName("bench-01", 0),
                Channel = "current",
                Was = new CodeLine(1e-6, 0),
                Is = new CodeLine(2e-6, 0.5),
            }]),
        };
        double[] before;
        await using (SinkUnderTest sink = Sink(lab, server, plans))
        {
            await sink.UntilPointsAsync(frames.Rows);
            before = await CurrentsAsync(server);
            if (whileRunning)
            {
                plans.Change([right]);
                await sink.UntilPointsAsync(2 * frames.Rows);
            }
        }

        plans.Change([right]);
        await using (SinkUnderTest sink = Sink(lab, server, plans))
        {
            await sink.UntilPointsAsync(whileRunning ? 0 : frames.Rows);
        }

        Assert.Equal(before.Select(value => (2 * value) + 0.5), await CurrentsAsync(server), (one, other) =>
            System.Math.Abs(one - other) < 1e-9);
        await AssertLikeInTimeAsync(lab, plans, server);
    }

    [Fact]
    public async Task A_server_that_is_killed_between_deletion_and_writing_has_each_point_once_in_the_end()
    {
        await using ServerProcess server = await StartServerAsync();
        await using LabDirectory lab = new();
        BoardFrames frames = await WrittenAsync(lab, server, Plans(Plan(First, "WJK-1")));
        TestPlans renamed = Plans(Plan(First, "WJK-9"));
        InfluxOptions options = Quick(server);
        using KillingTarget killing = new(Writing.LineTargets.Create(options, TimeProvider.System));
        SinkUnderTest stopped = new(lab, options, killing, plans: renamed);
        await killing.Deleted.WaitAsync(Testing.Soon.Patience, TestContext.Current.CancellationToken);
        await server.KillAsync();
        await stopped.DisposeAsync();

        await server.StartAsync();
        await using (SinkUnderTest sink = Sink(lab, server, renamed))
        {
            await sink.UntilPointsAsync(frames.Rows);
        }

        await AssertLikeInTimeAsync(lab, renamed, server);
    }

    protected abstract Task<ServerProcess> StartServerAsync();

    protected abstract InfluxOptions Options(Uri server);

    private static TestPlans Plans(params TestPlan[] plans)
    {
        TestPlans all = new() { StreamsAreTests = false };
        all.Change(plans);
        return all;
    }

    private static TestPlan Plan(ulong test, string cell, int? fromS = null, int? toS = null) =>
        new(test, [new TestSegment(Stream) { From = Point(fromS), To = Point(toS) }])
        {
            Name = new TestName(cell, cell, 1) { Board = "bench-01", IsInSlot = toS is null },
            Places = [new TestPlace("bench-01", 0)],
            Metadata = new CellMetadata { Cohort = "A" },
        };

    private static RowPoint? Point(int? uptimeS) => uptimeS is { } s ? new RowPoint(1, s * 1000L) : null;

    private static async Task<BoardFrames> FramesAsync(LabDirectory lab)
    {
        await lab.AddSchemaAsync(Schema);
        return new BoardFrames(Stream, Schema);
    }

    private async Task<BoardFrames> WrittenAsync(LabDirectory lab, ServerProcess server, TestPlans plans)
    {
        BoardFrames frames = await FramesAsync(lab);
        await lab.AddFramesAsync(frames.Take(10));
        await using SinkUnderTest sink = Sink(lab, server, plans);
        await sink.UntilPointsAsync(frames.Rows);
        return frames;
    }

    private static async Task<double[]> CurrentsAsync(ServerProcess server) =>
        [.. (await server.ReadAsync(Database)).Field("el_sample", "current_a").Select(row => row.Value)];

    private InfluxOptions Quick(ServerProcess server) => SinkUnderTest.Quick(Options(server.Server)) with { BatchPoints = 30 };

    private SinkUnderTest Sink(LabDirectory lab, ServerProcess server, TestPlans plans) => new(lab, Quick(server), plans: plans);

    private async Task AssertLikeInTimeAsync(LabDirectory lab, TestPlans plans, ServerProcess server)
    {
        System.IO.File.Delete(System.IO.Path.Combine(lab.Path, Store.SinkStore.FileName));
        await using ServerProcess inTime = await StartServerAsync();
        await using (SinkUnderTest sink = Sink(lab, inTime, plans))
        {
            await sink.UntilPointsAsync(100);
        }

        string[] expected = await LinesAsync(inTime);
        Assert.True(expected.Length >= 200, $"Only {expected.Length} values.");
        Assert.Equal(expected, await LinesAsync(server));
    }

    private static async Task<string[]> LinesAsync(ServerProcess server) =>
    [
        .. (await server.ReadAsync(Database)).Values.Select(value => $"{value.Series} {value.UtcMs} {value.Value:R} "
            + string.Join(',', value.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal)
                .Select(tag => $"{tag.Key}={tag.Value}")))
            .Order(StringComparer.Ordinal),
    ];
}
