using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.Harness;

namespace EdgeLogger.Testing.Servers;

/// <summary>VictoriaMetrics, single node.</summary>
public sealed class VictoriaServer : ServerProcess
{
    private VictoriaServer()
        : base(ServerKind.VictoriaMetrics)
    {
    }

    public static async Task<VictoriaServer> CreateAsync()
    {
        VictoriaServer server = new();
        await server.StartAsync();
        return server;
    }

    public override async Task<ServerContent> ReadAsync(string database)
    {
        await Http.GetStringAsync(new Uri(Server, "internal/force_flush"));
        string match = Uri.EscapeDataString("{__name__!=\"\"}");
        string lines = await Http.GetStringAsync(new Uri(Server, $"api/v1/export?match[]={match}"));
        ServerContent content = new();
        foreach (string line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            AddSeries(line, database, content);
        }

        return content;
    }

    private static void AddSeries(string line, string database, ServerContent content)
    {
        using JsonDocument json = JsonDocument.Parse(line);
        Dictionary<string, string> tags = json.RootElement.GetProperty("metric").EnumerateObject()
            .ToDictionary(label => label.Name, label => label.Value.GetString()!);
        tags.Remove("__name__", out string? name);
        // All databases are one to it; line protocol's is a label.
        if (tags.Remove("db", out string? written) && written != database)
        {
            return;
        }

        foreach ((JsonElement value, JsonElement time) in json.RootElement.GetProperty("values").EnumerateArray()
            .Zip(json.RootElement.GetProperty("timestamps").EnumerateArray()))
        {
            content.Add(new ServerValue(name!, tags, time.GetInt64(), value.GetDouble()));
        }
    }
}
