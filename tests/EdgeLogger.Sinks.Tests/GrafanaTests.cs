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

    [Theory]
    [InlineData("fleet.json")]
    [InlineData("cell.json")]
    public async Task Variables_offer_what_is_written_and_all_cohorts_has_cells_of_none(string file)
    {
        await using InfluxServer server = await InfluxServer.CreateAsync();
        await server.CreateDatabaseAsync(Database);
        await WriteSampleAsync(server, new TestTags("WJK-0412", "2", "A"), 0);
        await WriteSampleAsync(server, new TestTags("bench-01/1", "1", ""), 1);
        Dictionary<string, string> all = new() { ["cohort"] = "", ["cell"] = "", ["test"] = "" };
        string path = Path.Combine(Dashboards(), "influxql", file);
        using JsonDocument dashboard = JsonDocument.Parse(File.ReadAllText(path));
        foreach (JsonElement variable in dashboard.RootElement.GetProperty("templating").GetProperty("list").EnumerateArray())
        {
            string name = variable.GetProperty("name").GetString()!;
            string[] offered = await ValuesAsync(server, Chosen(variable.GetProperty("query").GetString()!, all));
            Assert.Equal(
                name switch { "cohort" => ["A"], "cell" => ["WJK-0412", "bench-01/1"], _ => ["1", "2"] },
                offered.Order(StringComparer.Ordinal));
            // All of them is what Grafana puts for it: the variable's own word, else every value.
            all[name] = variable.TryGetProperty("allValue", out JsonElement word) ? word.GetString()!
                : $"({string.Join('|', offered.Select(value => value.Replace("/", "\\/", StringComparison.Ordinal)))})";
        }

        string voltage = Queries(path).First(query => query.Contains("voltage_v", StringComparison.Ordinal));
        Assert.Equal(["WJK-0412", "bench-01/1"], await CellsAsync(server, Chosen(voltage, all)));
        all["cohort"] = "A";
        Assert.Equal(["WJK-0412"], await CellsAsync(server, Chosen(voltage, all)));
        all["test"] = "1";
        Assert.Empty(await CellsAsync(server, Chosen(voltage, all)));
    }

    [Fact]
    public void Flux_compares_a_cohort_only_where_there_is_one()
    {
        const string Guarded = "(if exists r.cohort then r.cohort else \"\")";
        string[] queries = [.. Directory.GetFiles(Path.Combine(Dashboards(), "flux"), "*.json").SelectMany(Queries)
            .Where(query => query.Contains("r.cohort", StringComparison.Ordinal))];
        Assert.Equal(6 + 14, queries.Length);
        Assert.All(queries, query => Assert.DoesNotContain(
            "r.cohort", query.Replace(Guarded, "", StringComparison.Ordinal), StringComparison.Ordinal));
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

    private static async Task WriteSampleAsync(InfluxServer server, TestTags tags, int slot)
    {
        LineProtocolWriter writer = new();
        new CellPoints(tags, "bench-01", slot).Sample(writer, new CellRow(0, 3.7, 0.001, 25, 50, false),
            TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), DateQuality.Synchronised);
        using HttpLineTarget target = new(InfluxOptions.Parse($"{server.Server}?db={Database}"), TimeProvider.System);
        Assert.Equal(WriteOutcome.Accepted, await target.WriteAsync(writer.Batch, TestContext.Current.CancellationToken));
    }

    private static async Task<string[]> ValuesAsync(InfluxServer server, string query)
    {
        using JsonDocument answer = await server.QueryAsync(Database, query);
        return [.. Series(answer).SelectMany(series => series.GetProperty("values").EnumerateArray())
            .Select(row => row[1].GetString()!)];
    }

    private static async Task<string[]> CellsAsync(InfluxServer server, string query)
    {
        using JsonDocument answer = await server.QueryAsync(Database, query);
        return [.. Series(answer).Select(series => series.GetProperty("tags").GetProperty("cell").GetString()!)];
    }

    private static JsonElement.ArrayEnumerator Series(JsonDocument answer) =>
        answer.RootElement.GetProperty("results")[0].TryGetProperty("series", out JsonElement series)
            ? series.EnumerateArray() : default;

    private static string Chosen(string query, Dictionary<string, string> values) => values
        .Aggregate(query, (asked, value) => asked.Replace($"/^${value.Key}$/", $"/^{value.Value}$/", StringComparison.Ordinal))
        .Replace("$timeFilter", "time > now() - 1h", StringComparison.Ordinal)
        .Replace("$__interval", "1m", StringComparison.Ordinal);

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

    [GeneratedRegex("r\\.([a-z]+) (?:=~|then)")]
    private static partial Regex FilteredPattern();
}
