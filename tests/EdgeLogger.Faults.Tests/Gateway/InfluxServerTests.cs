using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.Testing.Servers;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>A gateway that writes to a real influxd which is away, or refuses.</summary>
public sealed class InfluxServerTests
{
    private const string Database = "cells";

    [Fact]
    [Trait("Fault", "9")]
    public async Task A_server_that_is_down_and_comes_back_gets_everything_once_and_the_gateways_memory_stays_bounded()
    {
        await using InfluxServer influx = await InfluxServer.CreateAsync();
        await influx.CreateDatabaseAsync(Database);
        await influx.KillAsync();
        await using GatewayUnderTest gateway = await StartAsync(influx);
        await using TestBoard board = await gateway.ConnectAsync();
        TestStream stream = new(0x9000);
        await board.PublishAsync(board.Topics.Schema, stream.Schema, retain: true);
        await board.SendAsync(stream.Next(100));
        await board.AcknowledgedAsync(stream.Id, 100);
        await gateway.HealthUntilAsync((_, health) =>
            Sink(health).GetProperty("state").GetString() == "waiting" && Sink(health).GetProperty("framesBehind")
            .GetInt32() > 0);
        long before = gateway.Serve.ResidentBytes;
        await board.SendAsync(stream.Next(2000));
        await board.AcknowledgedAsync(stream.Id, 2100);
        Assert.InRange(gateway.Serve.ResidentBytes - before, long.MinValue, 64 << 20);

        await influx.StartAsync();
        await UpToDateAsync(gateway);
        await influx.KillAsync();
        await board.SendAsync(stream.Next(100));
        await board.AcknowledgedAsync(stream.Id, 2200);
        await gateway.KillAsync();
        await influx.StartAsync();
        await gateway.StartAsync();
        await UpToDateAsync(gateway);
        await ArrivedAsync(influx, 2200 * TestStream.RowsAFrame, gateway);
    }

    [Fact]
    [Trait("Fault", "10")]
    public async Task Points_of_another_type_and_beyond_the_retention_are_quarantined_and_counted_and_the_rest_arrives()
    {
        await using InfluxServer influx = await InfluxServer.CreateAsync();
        await influx.CreateDatabaseAsync(Database);
        using JsonDocument policy =
            await influx.QueryAsync("", $"CREATE RETENTION POLICY week ON {Database} DURATION 7d REPLICATION 1 DEFAULT");
        await using GatewayUnderTest gateway = await StartAsync(influx);
        await using TestBoard board = await gateway.ConnectAsync();
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        long noon = now - (now % 86_400_000) - (3L * 86_400_000) + 43_200_000;
        using HttpClient http = new();
        using StringContent text =
            new(string.Create(CultureInfo.InvariantCulture, $"el_sample,cell=other voltage_v=\"high\" {noon}"));
        using HttpResponseMessage written =
            await http.PostAsync(new Uri(influx.Server, $"write?db={Database}&precision=ms"), text, gateway.Token);
        Assert.True(written.IsSuccessStatusCode);
        TestStream stream = new(0x9100, startUtcMs: now - (60L * 86_400_000));
        await board.PublishAsync(board.Topics.Schema, stream.Schema, retain: true);
        await board.SendAsync(stream.Next(10));
        stream.UtcMinusUptimeMs = noon;
        await board.SendAsync(stream.Next(10));
        stream.UtcMinusUptimeMs = now - 3_600_000;
        await board.SendAsync(stream.Next(10));
        await board.AcknowledgedAsync(stream.Id, 30);
        await UpToDateAsync(gateway);
        await gateway.HealthUntilAsync(
            (code, health) => code == HttpStatusCode.OK && Sink(health).GetProperty("pointsQuarantined").GetInt32() == 200);
        await ArrivedAsync(influx, 10 * TestStream.RowsAFrame, gateway);
    }

    [Fact]
    [Trait("Fault", "11")]
    public async Task A_refused_password_pauses_the_sink_is_reported_and_drops_nothing()
    {
        await using InfluxServer influx = await InfluxServer.CreateAsync(authentication: true);
        using JsonDocument admin = await influx.QueryAsync("", "CREATE USER admin WITH PASSWORD 'right' WITH ALL PRIVILEGES");
        influx.Credentials = "u=admin&p=right";
        await influx.CreateDatabaseAsync(Database);
        await using GatewayUnderTest gateway = new();
        string password = Path.Combine(gateway.Directory, "influx.password");
        await File.WriteAllTextAsync(password, "not-the-one-17", gateway.Token);
        gateway.Options = ["--influx", $"{influx.Server}?db={Database}&samples=all&user=admin&password-file={password}"];
        await gateway.StartAsync();
        await using (TestBoard board = await gateway.ConnectAsync())
        {
            TestStream stream = new(0x9200);
            await board.PublishAsync(board.Topics.Schema, stream.Schema, retain: true);
            await board.SendAsync(stream.Next(20));
            await board.AcknowledgedAsync(stream.Id, 20);
        }

        JsonElement paused = await gateway.HealthUntilAsync((code, health) =>
            code == HttpStatusCode.ServiceUnavailable && Sink(health).GetProperty("state").GetString() == "paused");
        Assert.Contains("PAUSED", paused.GetProperty("problems")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains("PAUSED", gateway.Serve.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-one-17", gateway.Serve.Said, StringComparison.Ordinal);
        await gateway.StopAsync();

        await File.WriteAllTextAsync(password, "right", gateway.Token);
        await gateway.StartAsync();
        await UpToDateAsync(gateway);
        await ArrivedAsync(influx, 20 * TestStream.RowsAFrame, gateway);
    }

    private static Task<GatewayUnderTest> StartAsync(InfluxServer influx) =>
        GatewayUnderTest.StartedAsync("--influx", $"{influx.Server}?db={Database}&samples=all");

    private static JsonElement Sink(JsonElement health) => health.GetProperty("detail").GetProperty("sinks")[0];

    private static Task<JsonElement> UpToDateAsync(GatewayUnderTest gateway) => gateway.HealthUntilAsync((_, health) =>
        Sink(health).GetProperty("state").GetString() == "up-to-date" && Sink(health).GetProperty("framesBehind")
        .GetInt32() == 0);

    // Points of one time and series fall onto each other: a count of rows is one of different rows.
    // The sink may be called up to date in the instant before it learns of frames that were just acknowledged.
    private static async Task ArrivedAsync(InfluxServer influx, int rows, GatewayUnderTest gateway)
    {
        while (await CountAsync(influx) < rows)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, gateway.Token);
        }

        Assert.Equal(rows, await CountAsync(influx));
    }

    private static async Task<int> CountAsync(InfluxServer influx) =>
        (await influx.ReadAsync(Database)).Field("el_sample", "voltage_v").Select(value => value.UtcMs).Distinct().Count();
}
