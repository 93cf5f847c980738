using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using EdgeLogger.Harness;

namespace EdgeLogger.Testing.Servers;

/// <summary>
/// Stands in for InfluxDB 2, which cannot be had here: the buckets and the one organisation of its API, as its published OpenAPI
/// and its handlers have them. In particular a change without a rule, or whose rule has no seconds, changes nothing.
/// </summary>
public sealed class Influx2Server : IDisposable
{
    public const string Organisation = "the lab";
    public const string Token = "operator-token";

    private const string OrganisationId = "0af0000000000001";

    private readonly HttpListener _listener = new();
    private readonly List<JsonObject> _buckets = [];

    public Influx2Server()
    {
        Address = new Uri($"http://127.0.0.1:{FreePort.Find()}/");
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public Uri Address { get; }

    /// <summary>How long each bucket keeps points, s; 0: for ever.</summary>
    public IReadOnlyDictionary<string, long> Retentions => _buckets.ToDictionary(bucket => (string)bucket["name"]!, Seconds);

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            context.Response.AddHeader("X-Influxdb-Version", "v2.7.6");
            (int status, JsonNode? answer) = Answer(context.Request);
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.Close(answer is null ? [] : JsonSerializer.SerializeToUtf8Bytes(answer), willBlock: true);
        }
    }

    private (int Status, JsonNode? Answer) Answer(HttpListenerRequest request)
    {
        string path = request.Url!.AbsolutePath;
        if (path == "/ping")
        {
            return (204, null);
        }

        if (request.Headers["Authorization"] != $"Token {Token}")
        {
            return Error(401, "unauthorized", "unauthorized access");
        }

        return (request.HttpMethod, path) switch
        {
            ("GET", "/api/v2/orgs" or "/api/v2/buckets") when request.QueryString["org"] != Organisation =>
                Error(404, "not found", $"organization name \"{request.QueryString["org"]}\" not found"),
            ("GET", "/api/v2/orgs") => (200,
                new JsonObject { ["orgs"] = new JsonArray(new JsonObject { ["id"] = OrganisationId, ["name"] = Organisation }) }),
            ("GET", "/api/v2/buckets") => (200, new JsonObject { ["buckets"] = Found(request.QueryString["name"]) }),
            ("POST", "/api/v2/buckets") => Create(Body(request)),
            ("PATCH", _) when path.StartsWith("/api/v2/buckets/", StringComparison.Ordinal) =>
                Change(path.Split('/')[^1], Body(request)),
            _ => Error(404, "not found", "path not found"),
        };
    }

    private JsonArray Found(string? name) =>
        [.. _buckets.Where(bucket => (string)bucket["name"]! == name).Select(bucket => bucket.DeepClone())];

    private (int Status, JsonNode? Answer) Create(JsonNode asked)
    {
        if ((string?)asked["orgID"] != OrganisationId)
        {
            return Error(400, "invalid", "organization id must be provided");
        }

        JsonObject made = new()
        {
            ["id"] = $"b{_buckets.Count:D15}",
            ["orgID"] = OrganisationId,
            ["type"] = "user",
            ["name"] = asked["name"]!.DeepClone(),
            ["retentionRules"] = Rules((long?)asked["retentionRules"]?.AsArray().FirstOrDefault()?["everySeconds"] ?? 0),
        };
        _buckets.Add(made);
        return (201, made.DeepClone());
    }

    private (int Status, JsonNode? Answer) Change(string id, JsonNode asked)
    {
        JsonObject bucket = _buckets.Single(bucket => (string)bucket["id"]! == id);
        if ((long?)asked["retentionRules"]?.AsArray().FirstOrDefault()?["everySeconds"] is { } seconds)
        {
            bucket["retentionRules"] = Rules(seconds);
        }

        return (200, bucket.DeepClone());
    }

    private static JsonArray Rules(long seconds) =>
        [new JsonObject { ["type"] = "expire", ["everySeconds"] = seconds, ["shardGroupDurationSeconds"] = 86400 }];

    private static long Seconds(JsonObject bucket) => (long)bucket["retentionRules"]![0]!["everySeconds"]!;

    private static JsonNode Body(HttpListenerRequest request) => JsonNode.Parse(request.InputStream)!;

    private static (int Status, JsonNode? Answer) Error(int status, string code, string message) =>
        (status, new JsonObject { ["code"] = code, ["message"] = message });
}
