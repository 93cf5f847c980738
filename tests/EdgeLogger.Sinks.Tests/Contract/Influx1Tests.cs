using System;
using System.Collections.Generic;
using System.Text;
using System.Threading.Tasks;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.Sinks.Http;
using EdgeLogger.Sinks.LineProtocol;
using EdgeLogger.Sinks.Store;
using EdgeLogger.Sinks.Writing;
using EdgeLogger.Testing;
using EdgeLogger.Testing.Servers;

namespace EdgeLogger.Sinks.Tests.Contract;

/// <summary>The HTTP adapter with influxd 1.x, whose kind it finds out by itself.</summary>
public sealed class Influx1Tests : TargetContract
{
    [Fact]
    public async Task A_point_the_server_will_never_take_is_quarantined_and_the_rest_arrives()
    {
        await using InfluxServer server = await InfluxServer.CreateAsync();
        await server.CreateDatabaseAsync(Database);
        // The shard of one hour holds voltage_v as text: numbers of that hour conflict, others do not.
        await PostAsync(server, $"el_sample voltage_v=\"text\" {BoardFrames.BaseUtcMs + 500}");
        await using LabDirectory lab = new();
        BoardFrames frames = await BoardAsync(lab, "bench-01");
        await lab.AddFramesAsync(frames.Take(10));
        lab.Write([Results.Cycles(0xA1, "bench-01", 1, 10)]);

        await using (SinkUnderTest sink = Sink(lab, server))
        {
            SinkStatus status = await sink.UntilPointsAsync(30);
            Assert.Equal((30, 100), (status.Points, status.PointsQuarantined));
        }

        ServerContent content = await server.ReadAsync(Database);
        Assert.Equal(10, content.Field("el_cycle", "cycle").Count);
        Assert.Empty(content.Field("el_sample", "voltage_v"));
        using SinkStore store = SinkStore.Open(lab.Path, Options(server.Server).Name, LogId(lab), 1000);
        Assert.Equal(100, store.DeadLetters().Count);
        Assert.Contains("field type conflict", store.DeadLetters()[0].Words, StringComparison.Ordinal);
        using SinkFile file = SinkFile.Open(lab.Path)!;
        Assert.Equal((100L, 100L), (file.Sinks()[0].PointsQuarantined, file.Sinks()[0].DeadLetters));
        file.Remove(file.DeadLetters(file.Sinks()[0].Name)[0].Id);
        Assert.Equal((100L, 99L), (file.Sinks()[0].PointsQuarantined, file.Sinks()[0].DeadLetters));
    }

    [Fact]
    public async Task Points_older_than_the_servers_retention_are_quarantined_and_newer_ones_arrive()
    {
        await using InfluxServer server = await InfluxServer.CreateAsync();
        await server.CreateDatabaseAsync(Database);
        await server.QueryAsync("", $"CREATE RETENTION POLICY \"hour\" ON \"{Database}\" DURATION 1h REPLICATION 1 DEFAULT");
        using HttpLineTarget target = new(Options(server.Server), TimeProvider.System);
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        LineProtocolWriter writer = new();
        for (int i = 0; i < 64; i++)
        {
            writer.Begin("m").Tag("i", $"{i}").Field("v", i).End(i % 5 == 0 ? 1000 : now);
        }

        Delivery delivery = new(target, Options(server.Server), TimeProvider.System, (_, _) => { });
        List<DeadLetter> rejected = await delivery.DeliverAsync(writer.Batch, TestContext.Current.CancellationToken);

        Assert.Equal(13, rejected.Count);
        Assert.Equal(51, (await server.ReadAsync(Database)).Field("m", "v").Count);
    }

    [Fact]
    public async Task A_refused_password_pauses_the_sink_and_drops_nothing()
    {
        await using InfluxServer server = await InfluxServer.CreateAsync(authentication: true);
        await server.QueryAsync("", "CREATE USER \"admin\" WITH PASSWORD 'first' WITH ALL PRIVILEGES");
        server.Credentials = "u=admin&p=first";
        await server.CreateDatabaseAsync(Database);
        await server.QueryAsync("", "CREATE USER \"gateway\" WITH PASSWORD 'other' WITH ALL PRIVILEGES");
        await using LabDirectory lab = new();
        BoardFrames frames = await BoardAsync(lab, "bench-01");
        await lab.AddFramesAsync(frames.Take(20));
        InfluxOptions options = Options(server.Server) with { User = "gateway", Secret = new Secret("the-password") };

        await using (SinkUnderTest sink = new(lab, SinkUnderTest.Quick(options)))
        {
            SinkStatus paused = await sink.UntilAsync(status => status.State == SinkState.Paused);
            Assert.StartsWith("401", paused.Words, StringComparison.Ordinal);
            Assert.DoesNotContain("the-password", paused.Text, StringComparison.Ordinal);
            using (SinkFile file = SinkFile.Open(lab.Path)!)
            {
                // The file comes after the status.
                await Soon.Until(() => file.Sinks() is [{ State: "Paused" }]);
                SinkEntry entry = Assert.Single(file.Sinks());
                Assert.Equal(20, entry.FramesBehind);
                Assert.StartsWith("401", entry.Words, StringComparison.Ordinal);
            }

            await server.QueryAsync("", "SET PASSWORD FOR \"gateway\" = 'the-password'");
            await sink.UntilPointsAsync(frames.Rows);
        }

        AssertSamples(await server.ReadAsync(Database), frames.Rows);
    }

    [Fact]
    public async Task A_missing_database_is_waited_for_and_named()
    {
        await using InfluxServer server = await InfluxServer.CreateAsync();
        await using LabDirectory lab = new();
        BoardFrames frames = await BoardAsync(lab, "bench-01");
        await lab.AddFramesAsync(frames.Take(20));

        await using (SinkUnderTest sink = Sink(lab, server))
        {
            SinkStatus waiting = await sink.UntilAsync(status => status.State == SinkState.Waiting);
            Assert.Contains("database not found", waiting.Words, StringComparison.Ordinal);
            await server.CreateDatabaseAsync(Database);
            await sink.UntilPointsAsync(frames.Rows);
        }

        AssertSamples(await server.ReadAsync(Database), frames.Rows);
    }

    protected override async Task<ServerProcess> StartServerAsync()
    {
        InfluxServer server = await InfluxServer.CreateAsync();
        await server.CreateDatabaseAsync(Database);
        return server;
    }

    protected override InfluxOptions Options(Uri server) => InfluxOptions.Parse($"{server}?db={Database}");

    private static string LogId(LabDirectory lab)
    {
        using FrameLogReader reader = FrameLogReader.Open(lab.Path);
        return reader.LogId;
    }

    private static async Task PostAsync(InfluxServer server, string line)
    {
        using HttpLineTarget target = new(InfluxOptions.Parse($"{server.Server}?db={Database}"), TimeProvider.System);
        WriteOutcome outcome = await target.WriteAsync(
            Encoding.UTF8.GetBytes(line + "\n"), TestContext.Current.CancellationToken);
        Assert.Equal(WriteOutcome.Accepted, outcome);
    }
}
