using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Sinks.Http;
using EdgeLogger.Sinks.LineProtocol;
using EdgeLogger.Sinks.Reading;
using EdgeLogger.Sinks.Tags;
using EdgeLogger.Testing.Servers;

namespace EdgeLogger.Sinks.Tests;

/// <summary>The dashboards in deploy/grafana against what the sink writes, by a real InfluxDB 1.</summary>
public sealed partial class GrafanaTests
{
    private const string Database = "cells";

    [Fact]
    public async Task Every_measurement_field_and_tag_that_a_dashboard_names_is_written_and_every_InfluxQL_query_gives_points()
    {
        await using InfluxServer server = await InfluxServer.CreateAsync();
        await server.CreateDatabaseAsync(Database);
        await WriteOneOfEachAsync(server);
        Dictionary<string, HashSet<string>> fields = await KeysAsync(server, "SHOW FIELD KEYS");
        Dictionary<string, HashSet<string>> tags = await KeysAsync(server, "SHOW TAG KEYS");
        int queries = 0;
        foreach (string path in Directory.GetFiles(Dashboards(), "*.json", SearchOption.AllDirectories))
        {
            foreach (string query in Queries(path))
            {
                bool isFlux = query.Contains("from(bucket", StringComparison.Ordinal);
                (string measurement, string field, string[] named) = isFlux ? OfFlux(query) : OfInfluxQl(query);
                Assert.True(fields.TryGetValue(measurement, out HashSet<string>? known), $"{path}: {measurement} is not written");
                Assert.True(known.Contains(field), $"{path}: {measurement} has no field {field}");
                Assert.All(named, tag => Assert.True(tags[measurement].Contains(tag), $"{path}: {measurement} has no tag {tag}"));
                if (!isFlux)
                {
                    await AssertGivesPointsAsync(server, query);
                }

                queries++;
            }
        }

        Assert.Equal(2 * (6 + 14 + 8), queries);
    }

    [Fact]
    public void Dashboards_ask_the_data_sources_that_are_provisioned()
    {
        string sources = File.ReadAllText(Path.Combine(Dashboards(), "..", "provisioning", "datasources", "edgelogger.yaml"));
        foreach (string path in Directory.GetFiles(Dashboards(), "*.json", SearchOption.AllDirectories))
        {
            using JsonDocument dashboard = JsonDocument.Parse(File.ReadAllText(path));
            foreach (JsonElement panel in dashboard.RootElement.GetProperty("panels").EnumerateArray())
            {
                string uid = panel.GetProperty("datasource").GetProperty("uid").GetString()!;
                Assert.Contains($"uid: {uid}\n", sources, StringComparison.Ordinal);
                Assert.EndsWith(Path.GetFileName(Path.GetDirectoryName(path))!, uid, StringComparison.Ordinal);
            }
        }
    }

    private static async Task WriteOneOfEachAsync(InfluxServer server)
    {
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        LineProtocolWriter writer = new();
        CellPoints points = new(new TestTags("WJK-0412", "2", "A"), "bench-01", 0);
        Derivation.Store.CellUpdate results = Results.Cycles(1, "bench-01", 1, 1);
        points.Sample(writer, new CellRow(0, 3.7, 0.001, 25, 50, false), now, DateQuality.Synchronised);
        points.Half(writer, results.Halves[0].Half, now, DateQuality.Synchronised);
        points.Cycle(writer, results.Cycles[0], Results.Reference, now, DateQuality.Synchronised);
        points.Step(writer, Results.Steps(1, 1)[0], now, DateQuality.Synchronised);
        points.Trend(writer, Results.Trends(1, 1)[0], now, DateQuality.Synchronised);
        BoardPoints.Write(writer, "bench-01", now, wasRetained: false, Encoding.UTF8.GetBytes("""
            {"online":true,"uptime_ms":1000,"connects":1,"disconnects":1,"foreign_messages":1,"uplink_faults":1,"streams":
             [{"slot":0,"backlog":1,"capacity_h":1,"lost_frames":1,"frames_refused":1,"flash_faults":1,"bad_acks":1,"restarts":1}]}
            """));
        using HttpLineTarget target = new(InfluxOptions.Parse($"{server.Server}?db={Database}"), TimeProvider.System);
        Assert.Equal(WriteOutcome.Accepted, await target.WriteAsync(writer.Batch, TestContext.Current.CancellationToken));
    }

    private static async Task<Dictionary<string, HashSet<string>>> KeysAsync(InfluxServer server, string query)
    {
        using JsonDocument answer = await server.QueryAsync(Database, query);
        return answer.RootElement.GetProperty("results")[0].GetProperty("series").EnumerateArray().ToDictionary(
            series => series.GetProperty("name").GetString()!,
            series => series.GetProperty("values").EnumerateArray().Select(row => row[0].GetString()!).ToHashSet());
    }

    private static async Task AssertGivesPointsAsync(InfluxServer server, string query)
    {
        string asked = VariablePattern().Replace(query, "/.*/")
            .Replace("$timeFilter", "time > now() - 1h", StringComparison.Ordinal)
            .Replace("$__interval", "1m", StringComparison.Ordinal);
        Assert.DoesNotContain("$", asked, StringComparison.Ordinal);
        using JsonDocument answer = await server.QueryAsync(Database, asked);
        Assert.True(answer.RootElement.GetProperty("results")[0].TryGetProperty("series", out _), $"no points: {asked}");
    }

    private static IEnumerable<string> Queries(string path)
    {
        using JsonDocument dashboard = JsonDocument.Parse(File.ReadAllText(path));
        return [.. dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => target.GetProperty("query").GetString()!)];
    }

    private static (string Measurement, string Field, string[] Tags) OfInfluxQl(string query)
    {
        string[] names = [.. QuotedPattern().Matches(query).Select(match => match.Groups[1].Value)];
        return (names[1], names[0], names[2..]);
    }

    private static (string Measurement, string Field, string[] Tags) OfFlux(string query)
    {
        string grouped = GroupedPattern().Match(query).Groups[1].Value;
        return (
            Regex.Match(query, "r\\._measurement == \"([^\"]+)\"").Groups[1].Value,
            Regex.Match(query, "r\\._field == \"([^\"]+)\"").Groups[1].Value,
            [.. QuotedPattern().Matches(grouped).Select(match => match.Groups[1].Value), .. FilteredPattern().Matches(query)
                .Select(match => match.Groups[1].Value)]);
    }

    private static string Dashboards()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "EdgeLogger.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.FullName, "deploy", "grafana", "dashboards");
    }

    [GeneratedRegex("\"([a-z0-9_]+)\"")]
    private static partial Regex QuotedPattern();

    [GeneratedRegex("/\\^\\$[a-z]+\\$/")]
    private static partial Regex VariablePattern();

    [GeneratedRegex("columns: \\[([^]]*)\\]")]
    private static partial Regex GroupedPattern();

    [GeneratedRegex("r\\.([a-z]+) =~")]
    private static partial Regex FilteredPattern();
}
