using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Harness;
using EdgeLogger.Sinks.Http;
using EdgeLogger.Sinks.LineProtocol;
using EdgeLogger.Sinks.Reading;
using EdgeLogger.Sinks.Tags;
using EdgeLogger.Sinks.Writing;
using EdgeLogger.Testing.Servers;

namespace EdgeLogger.Sinks.Tests;

/// <summary>Points of one test leave a real server, and nothing else does.</summary>
public sealed class PointDeletionTests
{
    private static readonly string[] Names =
        ["WJK-0412", "WJK-0413", "it's", "say \"so\"", "Grüße-電池", "a=b, c", ".*", "back\\slash", "' OR 'a'='a", "b\\", "{x}"];

    [Theory]
    [InlineData(nameof(InfluxServer))]
    [InlineData(nameof(VictoriaServer))]
    public async Task Another_database_keeps_its_points_of_the_same_cell_and_test(string kind)
    {
        await using ServerProcess server = await StartAsync(kind, "cells", "other");
        await WriteAsync(server, "cells", ["WJK-0412"]);
        await WriteAsync(server, "other", ["WJK-0412"]);

        await DeleteAsync(server, "cells", "WJK-0412");

        Assert.Empty(await CellsAsync(server, "cells"));
        Assert.Equal(["WJK-0412"], await CellsAsync(server, "other"));
    }

    [Theory]
    [InlineData(nameof(InfluxServer))]
    [InlineData(nameof(VictoriaServer))]
    public async Task Points_of_an_earlier_version_leave_and_those_of_another_gateways_boards_stay(string kind)
    {
        await using ServerProcess server = await StartAsync(kind, "cells");
        LineProtocolWriter writer = new();
        (string, string)[] written = [("it's", ""), ("b", ""), ("bench-07", ""), ("b", "1")];
        foreach ((string board, string test) in written)
        {
            writer.Begin("el_sample").Tag("board", board).Tag("cell", $"{board}/0").Tag("slot", "0").Tag("test", test)
                .Field("voltage_v", 3.7).End(BoardFrames.BaseUtcMs);
        }

        using HttpLineTarget target = new(Options(server, "cells"), TimeProvider.System);
        Assert.Equal(WriteOutcome.Accepted, await target.WriteAsync(writer.Batch, TestContext.Current.CancellationToken));
        PointDeletion none = new("", "", [new SampleDeletion("", "", null)]);
        Assert.Equal(WriteOutcome.Accepted, await target.DeleteAsync(none, TestContext.Current.CancellationToken));
        Assert.Equal(["b/0", "b/0", "bench-07/0", "it's/0"], await CellsAsync(server, "cells"));

        Assert.Equal(WriteOutcome.Accepted,
            await target.DeleteAsync(none with { Boards = ["it's", "b"] }, TestContext.Current.CancellationToken));

        Assert.Equal(["b/0", "bench-07/0"], await CellsAsync(server, "cells"));
    }

    [Fact]
    public async Task What_came_to_VictoriaMetrics_through_a_bucket_leaves_through_it_and_a_database_keeps_its_points()
    {
        await using ServerProcess server = await StartAsync(nameof(VictoriaServer));
        InfluxOptions bucket = Options(server, "cells") with
        {
            Kind = InfluxKind.Influx2,
            Organisation = "lab",
            Secret = new Secret("the-token"),
        };
        using ILineTarget target = LineTargets.Create(bucket, TimeProvider.System);
        LineProtocolWriter writer = new();
        Add(writer, "WJK-0412");
        Assert.Equal(WriteOutcome.Accepted, await target.WriteAsync(writer.Batch, TestContext.Current.CancellationToken));
        await WriteAsync(server, "cells", ["WJK-0412"]);
        Assert.Equal(["WJK-0412", "WJK-0412"], await CellsAsync(server, "cells"));

        PointDeletion points = new("WJK-0412", "1", [new SampleDeletion("bench-01", "0", null)]);
        Assert.Equal(WriteOutcome.Accepted, await target.DeleteAsync(points, TestContext.Current.CancellationToken));

        Assert.Equal(["WJK-0412"], await CellsAsync(server, "cells"));
        Assert.Empty(await CellsAsync(server, "other"));
    }

    [Theory]
    [InlineData(nameof(InfluxServer))]
    [InlineData(nameof(VictoriaServer))]
    public async Task Whatever_a_cell_is_called_its_points_leave_and_those_of_others_stay(string kind)
    {
        await using ServerProcess server = await StartAsync(kind, "cells");
        await WriteAsync(server, "cells", Names);
        List<string> left = [.. Names.Select(LineText.Kept).Order(StringComparer.Ordinal)];
        Assert.Equal(left, await CellsAsync(server, "cells"));
        foreach (string name in Names)
        {
            await DeleteAsync(server, "cells", name);
            left.Remove(LineText.Kept(name));
            Assert.Equal(left, await CellsAsync(server, "cells"));
        }

        // What has been deleted can be written again under the same tags.
        await WriteAsync(server, "cells", Names[..2]);
        Assert.Equal(Names[..2], await CellsAsync(server, "cells"));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(501)]
    public async Task A_server_that_knows_no_deletion_holds_up_nothing(int status)
    {
        using HttpListener server = new();
        string address = $"http://127.0.0.1:{FreePort.Find()}/";
        server.Prefixes.Add(address);
        server.Start();
        Task answering = AnswerAsync(server, status);
        using HttpLineTarget target = new(InfluxOptions.Parse($"{address}?db=cells"), TimeProvider.System);
        WriteOutcome outcome = await target.DeleteAsync(
            new PointDeletion("WJK-0412", "1", []), TestContext.Current.CancellationToken);
        server.Stop();
        await answering;
        Assert.Equal(WriteVerdict.Rejected, outcome.Verdict);
    }

    // A server that answers pings, without a version, and has no address to delete.
    private static async Task AnswerAsync(HttpListener server, int status)
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = await server.GetContextAsync();
                context.Response.StatusCode = context.Request.Url!.AbsolutePath == "/ping" ? 204 : status;
                context.Response.Close();
            }
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static async Task<ServerProcess> StartAsync(string kind, params string[] databases)
    {
        ServerProcess server = kind == nameof(InfluxServer)
            ? await InfluxServer.CreateAsync() : await VictoriaServer.CreateAsync();
        foreach (string database in databases)
        {
            await server.CreateDatabaseAsync(database);
        }

        return server;
    }

    private static async Task WriteAsync(ServerProcess server, string database, string[] cells)
    {
        LineProtocolWriter writer = new();
        foreach (string cell in cells)
        {
            Add(writer, cell);
        }

        using HttpLineTarget target = new(Options(server, database), TimeProvider.System);
        Assert.Equal(WriteOutcome.Accepted, await target.WriteAsync(writer.Batch, TestContext.Current.CancellationToken));
    }

    private static void Add(LineProtocolWriter writer, string cell) =>
        new CellPoints(new TestTags(cell, "1", ""), "bench-01", 0).Sample(
            writer, new CellRow(0, 3.7, 0.001, 25, 50, false), BoardFrames.BaseUtcMs, DateQuality.Synchronised);

    private static async Task DeleteAsync(ServerProcess server, string database, string cell)
    {
        using HttpLineTarget target = new(Options(server, database), TimeProvider.System);
        PointDeletion points = new(LineText.Kept(cell), "1", [new SampleDeletion("bench-01", "0", null)]);
        Assert.Equal(WriteOutcome.Accepted, await target.DeleteAsync(points, TestContext.Current.CancellationToken));
    }

    private static async Task<IReadOnlyList<string>> CellsAsync(ServerProcess server, string database) =>
        [.. (await server.ReadAsync(database)).Field("el_sample", "voltage_v").Select(value => value.Tags["cell"])
            .Order(StringComparer.Ordinal)];

    private static InfluxOptions Options(ServerProcess server, string database) =>
        InfluxOptions.Parse($"{server.Server}?db={database}");
}
