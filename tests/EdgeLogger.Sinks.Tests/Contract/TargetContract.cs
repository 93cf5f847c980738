using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Testing.Servers;

namespace EdgeLogger.Sinks.Tests.Contract;

/// <summary>What holds for every adapter with every server: the sink from a real log to what the server gives back.</summary>
public abstract class TargetContract
{
    protected const string Database = "cells";
    private const ulong Stream = 0xA1;

    [Fact]
    public async Task Samples_are_on_the_server_exactly_once_with_their_times_and_values()
    {
        await using ServerProcess server = await StartServerAsync();
        await using LabDirectory lab = new();
        BoardFrames frames = await BoardAsync(lab, "bench-01");
        await lab.AddFramesAsync(frames.Take(120));

        await using (SinkUnderTest sink = Sink(lab, server))
        {
            await sink.UntilPointsAsync(frames.Rows);
        }

        AssertSamples(await server.ReadAsync(Database), frames.Rows);
    }

    [Fact]
    public async Task Cycles_and_half_cycles_are_on_the_server_with_all_their_numbers()
    {
        await using ServerProcess server = await StartServerAsync();
        await using LabDirectory lab = new();
        lab.Write([Results.Cycles(Stream, "bench-01", 1, 30)]);

        await using (SinkUnderTest sink = Sink(lab, server))
        {
            await sink.UntilPointsAsync(90);
            lab.Write([Results.Cycles(Stream, "bench-01", 31, 1)]);
            sink.Sink.ResultsStored(Results.Cycles(Stream, "bench-01", 31, 1));
            await sink.UntilPointsAsync(93);
        }

        ServerContent content = await server.ReadAsync(Database);
        Assert.Equal(Enumerable.Range(1, 31).Select(number => (double)number), Values(content, "el_cycle", "cycle"));
        Assert.All(content.Field("el_cycle", "coulombic_efficiency"), value => AssertSame(1 / 1.1, value.Value));
        Assert.All(content.Field("el_cycle", "mean_discharge_voltage_v"), value => Assert.Equal(3.7, value.Value, 12));
        Assert.All(content.Field("el_cycle", "discharge_energy_wh"),
            value => Assert.Equal(Results.Signature, value.Tags["signature"]));
        Assert.Equal(62, content.Field("el_half_cycle", "capacity_ah").Count);
        Assert.Equal(BoardFrames.BaseUtcMs + 7_199_000, content.Field("el_cycle", "cycle")[0].UtcMs);
    }

    [Fact]
    public async Task Steps_and_trends_are_on_the_server_exactly_once_also_after_a_kill()
    {
        await using ServerProcess server = await StartServerAsync();
        await using LabDirectory lab = new();
        lab.Write(
            [Results.Cycles(Stream, "bench-01", 1, 20) with { Steps = Results.Steps(1, 60), Trends = Results.Trends(1, 20) }]);
        await using (SinkUnderTest sink = Sink(lab, server))
        {
            await sink.UntilPointsAsync(60 + 60 + 20);
            await server.KillAsync();
            CellUpdate later = Results.Cycles(Stream, "bench-01", 21, 10)
                with
            { Steps = Results.Steps(61, 40), Trends = Results.Trends(21, 10) };
            lab.Write([later]);
            sink.Sink.ResultsStored(later);
            await sink.UntilAsync(status => status.State == SinkState.Waiting);
            await server.StartAsync();
            await sink.UntilPointsAsync(90 + 100 + 30);
        }

        ServerContent content = await server.ReadAsync(Database);
        Assert.Equal(Enumerable.Range(1, 100).Select(number => (double)number), Values(content, "el_step", "step"));
        Assert.Equal(Enumerable.Range(1, 30).Select(number => (double)number), Values(content, "el_trend", "cycle"));
        Assert.Equal(Enumerable.Range(1, 30).Select(number => (double)number), Values(content, "el_cycle", "cycle"));
        Assert.All(content.Field("el_step", "step"),
            value => Assert.Equal((int)value.Value % 2 == 0 ? "rest" : "constant_current", value.Tags["kind"]));
        Assert.All(content.Field("el_trend", "retention"), value => AssertSame(0.9, value.Value));
    }

    [Fact]
    public async Task Hostile_names_arrive_as_they_are_and_add_no_line()
    {
        string[] names =
        [
            "with space", "comma,equals=quote\"'", "Grüße-電池", "=,= ,", "\"",
            "a\nel_sample,board=x voltage_v=9 1", "tab\there", "back\\slash\\", "#",
        ];
        await using ServerProcess server = await StartServerAsync();
        await using LabDirectory lab = new();
        for (int i = 0; i < names.Length; i++)
        {
            lab.Write([Results.Cycles((ulong)(i + 1), names[i], 1, 1)]);
        }

        await using (SinkUnderTest sink = Sink(lab, server))
        {
            await sink.UntilPointsAsync(names.Length * 3);
        }

        ServerContent content = await server.ReadAsync(Database);
        IEnumerable<string> boards = content.Field("el_cycle", "charge_capacity_ah").Select(value => value.Tags["board"]);
        Assert.Equal(names.Select(Pictured).Order(StringComparer.Ordinal), boards.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(content.Values, value => value.Series.StartsWith("el_sample", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_killed_midway_loses_and_doubles_nothing()
    {
        await using ServerProcess server = await StartServerAsync();
        await using LabDirectory lab = new();
        BoardFrames frames = await BoardAsync(lab, "bench-01");
        await lab.AddFramesAsync(frames.Take(50));

        await using (SinkUnderTest sink = Sink(lab, server))
        {
            await sink.UntilPointsAsync(frames.Rows);
            await server.KillAsync();
            await lab.AddFramesAsync(frames.Take(50));
            await sink.UntilAsync(status => status.State == SinkState.Waiting);
            await lab.AddFramesAsync(frames.Take(50));
            await server.StartAsync();
            await sink.UntilPointsAsync(frames.Rows);
        }

        AssertSamples(await server.ReadAsync(Database), frames.Rows);
    }

    [Fact]
    public async Task A_sink_whose_cursors_are_lost_writes_everything_again_to_the_same_points()
    {
        await using ServerProcess server = await StartServerAsync();
        await using LabDirectory lab = new();
        BoardFrames frames = await BoardAsync(lab, "bench-01");
        await lab.AddFramesAsync(frames.Take(50));
        for (int round = 0; round < 2; round++)
        {
            await using (SinkUnderTest sink = Sink(lab, server))
            {
                await sink.UntilPointsAsync(frames.Rows);
            }

            System.IO.File.Delete(System.IO.Path.Combine(lab.Path, Store.SinkStore.FileName));
        }

        AssertSamples(await server.ReadAsync(Database), frames.Rows);
    }

    [Fact]
    public async Task A_sink_started_again_goes_on_where_it_was()
    {
        await using ServerProcess server = await StartServerAsync();
        await using LabDirectory lab = new();
        BoardFrames frames = await BoardAsync(lab, "bench-01");
        await lab.AddFramesAsync(frames.Take(20));
        await using (SinkUnderTest sink = Sink(lab, server))
        {
            await sink.UntilPointsAsync(frames.Rows);
        }

        await lab.AddFramesAsync(frames.Take(5));
        await using (SinkUnderTest sink = Sink(lab, server))
        {
            SinkStatus status = await sink.UntilPointsAsync(50);
            Assert.Equal(50, status.Points);
        }

        AssertSamples(await server.ReadAsync(Database), frames.Rows);
    }

    /// <summary>A server, started, with the database.</summary>
    protected abstract Task<ServerProcess> StartServerAsync();

    /// <summary>How the adapter under test is asked for.</summary>
    protected abstract InfluxOptions Options(Uri server);

    protected static async Task<BoardFrames> BoardAsync(LabDirectory lab, string board)
    {
        byte[] schema = LabDirectory.Schema(board, Stream);
        await lab.AddSchemaAsync(schema);
        return new BoardFrames(Stream, schema);
    }

    protected virtual SinkUnderTest Sink(LabDirectory lab, ServerProcess server) =>
        new(lab, SinkUnderTest.Quick(Options(server.Server)) with { BatchPoints = 200 });

    protected void AssertSamples(ServerContent content, int rows)
    {
        IReadOnlyList<ServerValue> voltages = content.Field("el_sample", "voltage_v");
        Assert.Equal(rows, voltages.Count);
        Assert.All(voltages, (value, row) => AssertSame(Math.Round(BoardFrames.VoltageV(row), 9), value.Value));
        Assert.Equal(
            Enumerable.Range(1, rows).Select(row => BoardFrames.BaseUtcMs + (row * 1000L)),
            voltages.Select(value => value.UtcMs));
        Assert.All(voltages, value => Assert.Equal("bench-01/0", value.Tags["cell"]));
        Assert.Equal(rows, content.Field("el_sample", "current_a").Count);
        Assert.Empty(content.Field("el_sample", "temperature_degc"));
    }

    /// <summary>The server gives back what was written, to the last bit unless it keeps less.</summary>
    protected virtual void AssertSame(double written, double read) => Assert.Equal(written, read);

    private static string Pictured(string name) =>
        name.Replace('\n', '\u240A').Replace('\t', '\u2409').Replace('\\', '\uFF3C');

    private static IEnumerable<double> Values(ServerContent content, string measurement, string field) =>
        content.Field(measurement, field).Select(value => value.Value);
}
