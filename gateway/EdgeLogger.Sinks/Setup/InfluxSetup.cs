using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Sinks.Http;

namespace EdgeLogger.Sinks.Setup;

/// <summary>
/// Makes the database or bucket that a sink writes to, and sets how long it keeps points. Run again it changes only what differs.
/// </summary>
public sealed class InfluxSetup : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly InfluxOptions _options;
    private readonly TimeSpan? _retention;

    /// <param name="options">The server and the database.</param>
    /// <param name="retention">How long points are kept; zero for ever, null: as it is, or for ever if the database is
    /// new.</param>
    public InfluxSetup(InfluxOptions options, TimeSpan? retention)
    {
        _options = options;
        _retention = retention;
        _client.Timeout = options.Timeout;
    }

    /// <summary>Does what is to be done, and says what it did, a sentence each.</summary>
    /// <exception cref="InfluxSetupException">The server cannot be reached or refuses; the message says what to do, and holds no
    /// secret.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            InfluxVersion server = await InfluxVersion.AskAsync(
                _client, _options.Server, cancellationToken).ConfigureAwait(false);
            InfluxKind kind = _options.Kind == InfluxKind.Ask ? server.Kind : _options.Kind;
            _client.DefaultRequestHeaders.Authorization = Authorisation.For(_options, kind);
            return kind switch
            {
                InfluxKind.Influx2 when server.Version.Length == 0 => [VictoriaMetrics],
                InfluxKind.Influx2 => await SetUpBucketAsync(cancellationToken).ConfigureAwait(false),
                InfluxKind.Influx3 => await SetUpVersion3Async(cancellationToken).ConfigureAwait(false),
                _ when server.Version.Length == 0 => [VictoriaMetrics],
                _ => await SetUpDatabaseAsync(cancellationToken).ConfigureAwait(false),
            };
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            throw InfluxSetupException.Unreachable(_options, error);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw InfluxSetupException.NotInflux(_options, error);
        }
    }

    public void Dispose() => _client.Dispose();

    private const string VictoriaMetrics =
        "the server is VictoriaMetrics: it needs no database, and keeps points as long as its flag -retentionPeriod says";

    private async Task<IReadOnlyList<string>> SetUpDatabaseAsync(CancellationToken cancellationToken)
    {
        string name = Identifier(_options.Database);
        using JsonDocument databases = await QueryAsync("SHOW DATABASES", cancellationToken).ConfigureAwait(false);
        bool isThere = Rows(databases).Any(row => row[0].GetString() == _options.Database);
        if (!isThere)
        {
            string with = _retention is { } kept ? $" WITH DURATION {Duration(kept)}" : "";
            (await QueryAsync($"CREATE DATABASE {name}{with}", cancellationToken).ConfigureAwait(false)).Dispose();
            return [$"database {_options.Database} made{Kept.For(_retention)}"];
        }

        if (_retention is not { } wanted)
        {
            return [$"database {_options.Database} is there"];
        }

        using JsonDocument policies =
            await QueryAsync($"SHOW RETENTION POLICIES ON {name}", cancellationToken).ConfigureAwait(false);
        JsonElement policy = Rows(policies).First(row => row[4].GetBoolean());
        if (policy[1].GetString() == Shown(wanted))
        {
            return [$"database {_options.Database} is there{Kept.For(wanted)}"];
        }

        string change = $"ALTER RETENTION POLICY {Identifier(policy[0].GetString()!)} ON {name} DURATION {Duration(wanted)}";
        (await QueryAsync(change, cancellationToken).ConfigureAwait(false)).Dispose();
        return [$"database {_options.Database} is there; from now on it is{Kept.For(wanted)}"];
    }

    private async Task<IReadOnlyList<string>> SetUpBucketAsync(CancellationToken cancellationToken)
    {
        if (_options.Organisation.Length == 0)
        {
            throw new InfluxSetupException(
                "The server is InfluxDB 2: its address needs org=NAME, bucket=NAME and token-file=PATH.");
        }

        using BucketSetup setup = new(_options, _retention);
        return [await setup.RunAsync(cancellationToken).ConfigureAwait(false)];
    }

    private async Task<IReadOnlyList<string>> SetUpVersion3Async(CancellationToken cancellationToken)
    {
        using JsonDocument databases = await SendAsync(
            HttpMethod.Get, "api/v3/configure/database?format=json", null, cancellationToken).ConfigureAwait(false);
        if (databases.RootElement.EnumerateArray()
            .Any(row => row.EnumerateObject().Any(column => column.Value.ToString() == _options.Database)))
        {
            return [$"database {_options.Database} is there"
                + (_retention is null ? "" : "; InfluxDB 3 sets how long it keeps points only when a database is made")];
        }

        string body = _retention is { } kept && kept > TimeSpan.Zero
            ? JsonSerializer.Serialize(new { db = _options.Database, retention_period = Duration(kept) })
            : JsonSerializer.Serialize(new { db = _options.Database });
        (await SendAsync(HttpMethod.Post, "api/v3/configure/database", body, cancellationToken).ConfigureAwait(false)).Dispose();
        return [$"database {_options.Database} made{Kept.For(_retention)}"];
    }

    private async Task<JsonDocument> QueryAsync(string query, CancellationToken cancellationToken)
    {
        JsonDocument answer = await SendAsync(
            HttpMethod.Post, $"query?q={Uri.EscapeDataString(query)}", null, cancellationToken).ConfigureAwait(false);
        JsonElement result = answer.RootElement.GetProperty("results")[0];
        return result.TryGetProperty("error", out JsonElement error)
            ? throw new InfluxSetupException($"{_options.Server} refuses `{query}`: {error.GetString()}")
            : answer;
    }

    private async Task<JsonDocument> SendAsync(HttpMethod method, string path, string? json, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(method, WriteAddress.Under(_options.Server, path));
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        string text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return JsonDocument.Parse(text.Length == 0 ? "{}" : text);
        }

        throw InfluxSetupException.Refused(_options, (int)response.StatusCode, path.Split('?')[0], text);
    }

    // A server without a database answers with a series that has no values.
    private static JsonElement.ArrayEnumerator Rows(JsonDocument answer) =>
        answer.RootElement.GetProperty("results")[0].GetProperty("series")[0].TryGetProperty("values", out JsonElement values)
            ? values.EnumerateArray()
            : default;

    private static string Identifier(string name) =>
        $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Duration(TimeSpan kept) =>
        kept > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $"{(long)kept.TotalHours}h") : "INF";

    // As InfluxDB 1 writes a duration.
    private static string Shown(TimeSpan kept) =>
        kept > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $"{(long)kept.TotalHours}h0m0s") : "0s";
}
