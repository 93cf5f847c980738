using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.Harness;

namespace EdgeLogger.Testing.Servers;

/// <summary>influxd 1.x.</summary>
public sealed class InfluxServer : ServerProcess
{
    private InfluxServer(bool authentication)
        : base(ServerKind.Influx1(authentication))
    {
    }

    /// <summary>Credentials of the administrator, once there is one: u=...&amp;p=... in its query API.</summary>
    public string Credentials { get; set; } = "";

    public static async Task<InfluxServer> CreateAsync(bool authentication = false)
    {
        InfluxServer server = new(authentication);
        await server.StartAsync();
        return server;
    }

    public override Task CreateDatabaseAsync(string database) => QueryAsync("", $"CREATE DATABASE \"{database}\"");

    /// <summary>Runs a statement.</summary>
    public async Task<JsonDocument> QueryAsync(string database, string statement)
    {
        using FormUrlEncodedContent form = new([new("q", statement)]);
        Uri uri = new(Server, $"query?db={database}&epoch=ms&{Credentials}");
        using HttpResponseMessage answer = await Http.PostAsync(uri, form);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode && !text.Contains("\"error\"", StringComparison.Ordinal), $"{statement}: {text}");
        return JsonDocument.Parse(text);
    }

    public override async Task<ServerContent> ReadAsync(string database)
    {
        using JsonDocument json = await QueryAsync(database, "SELECT * FROM /.*/ GROUP BY *");
        ServerContent content = new();
        JsonElement result = json.RootElement.GetProperty("results")[0];
        if (!result.TryGetProperty("series", out JsonElement allSeries))
        {
            return content;
        }

        foreach (JsonElement series in allSeries.EnumerateArray())
        {
            AddSeries(series, content);
        }

        return content;
    }

    private static void AddSeries(JsonElement series, ServerContent content)
    {
        string name = series.GetProperty("name").GetString()!;
        Dictionary<string, string> tags = series.TryGetProperty("tags", out JsonElement tagged)
            ? tagged.EnumerateObject().Where(tag => tag.Value.GetString()!.Length > 0)
            .ToDictionary(tag => tag.Name, tag => tag.Value.GetString()!)
            : [];
        string[] columns = [.. series.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!)];
        foreach (JsonElement row in series.GetProperty("values").EnumerateArray())
        {
            for (int i = 1; i < columns.Length; i++)
            {
                if (row[i].ValueKind == JsonValueKind.Number)
                {
                    content.Add(new ServerValue($"{name}_{columns[i]}", tags, row[0].GetInt64(), row[i].GetDouble()));
                }
            }
        }
    }
}
