using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Sinks.Http;

/// <summary>
/// Deletes points where the server can: InfluxDB 1 by DELETE, InfluxDB 2 by its delete API, VictoriaMetrics by series. InfluxDB 3
/// cannot.
/// </summary>
internal sealed class PointDeleter
{
    private static readonly string[] Results = ["el_half_cycle", "el_cycle", "el_step", "el_trend"];

    private readonly HttpClient _client;
    private readonly InfluxOptions _options;
    private readonly TimeProvider _time;

    public PointDeleter(HttpClient client, InfluxOptions options, TimeProvider time)
    {
        _client = client;
        _options = options;
        _time = time;
    }

    /// <summary>Deletes points. Accepted: they are gone; rejected: this server cannot delete.</summary>
    public async Task<WriteOutcome> DeleteAsync(PointDeletion points, CancellationToken cancellationToken)
    {
        using CancellationTokenSource deadline = new(_options.Timeout, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            InfluxVersion server = await InfluxVersion.AskAsync(_client, _options.Server, either.Token).ConfigureAwait(false);
            if (Requests(server, points) is not { } requests)
            {
                return WriteOutcome.Rejected("the server cannot delete");
            }

            foreach (Func<HttpRequestMessage> make in requests)
            {
                using HttpRequestMessage request = make();
                WriteOutcome outcome = await SendAsync(request, server, either.Token).ConfigureAwait(false);
                if (outcome.Verdict != WriteVerdict.Accepted)
                {
                    return outcome;
                }
            }

            return WriteOutcome.Accepted;
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return WriteOutcome.Unreachable(HttpAnswer.Cause(error));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return WriteOutcome.Unreachable($"no answer within {_options.Timeout.TotalSeconds:0} s");
        }
    }

    /// <summary>The requests, one after another; null if the server has none for it.</summary>
    private IEnumerable<Func<HttpRequestMessage>>? Requests(InfluxVersion server, PointDeletion points) => server switch
    {
        _ when points.Test.Length == 0 && points.Boards.Count == 0 => [],
        { Version.Length: 0 } => OfVictoria(points),
        { Kind: InfluxKind.Influx1 } => OfInflux1(points),
        { Kind: InfluxKind.Influx2 } when points.Test.Length > 0 => OfInflux2(points),
        _ => null,
    };

    private IEnumerable<Func<HttpRequestMessage>> OfInflux1(PointDeletion points)
    {
        string whose = points.Test.Length > 0
            ? $"\"cell\" = {QuotedQl(points.Cell)} AND \"test\" = {QuotedQl(points.Test)}"
            : "\"test\" = '' AND \"cell\" != '' AND "
                + $"({string.Join(" OR ", points.Boards.Select(board => $"\"board\" = {QuotedQl(board)}"))})";
        string[] statements =
        [
            $"DELETE FROM /^({string.Join('|', Results)})$/ WHERE {whose}",
            .. points.Samples.Select(samples => $"DELETE FROM \"el_sample\" WHERE {whose}"
                + (samples.Board.Length > 0 ? $" AND \"board\" = {QuotedQl(samples.Board)} AND \"slot\" = '{samples.Slot}'" : "")
                + (samples.FromUtcMs is { } from ? $" AND time >= {from}ms" : "")),
        ];
        string path = $"query?db={Uri.EscapeDataString(_options.Database)}";
        yield return () => new HttpRequestMessage(HttpMethod.Post, WriteAddress.Under(_options.Server, path))
        {
            Content = new FormUrlEncodedContent([new("q", string.Join("; ", statements))]),
        };
    }

    private IEnumerable<Func<HttpRequestMessage>> OfInflux2(PointDeletion points)
    {
        string whose = $"cell={QuotedText(points.Cell)} AND test={QuotedText(points.Test)}";
        string path = $"api/v2/delete?org={Uri.EscapeDataString(_options.Organisation)}"
            + $"&bucket={Uri.EscapeDataString(_options.Database)}";
        IEnumerable<(string Predicate, long FromUtcMs)> all = Results.Select(name => ($"_measurement=\"{name}\" AND {whose}", 0L))
            .Concat(points.Samples.Select(samples => ($"_measurement=\"el_sample\" AND {whose}"
                + (samples.Board.Length > 0 ? $" AND board={QuotedText(samples.Board)} AND slot=\"{samples.Slot}\"" : ""),
                samples.FromUtcMs ?? 0)));
        foreach ((string predicate, long fromUtcMs) in all)
        {
            yield return () => new HttpRequestMessage(HttpMethod.Post, WriteAddress.Under(_options.Server, path))
            {
                Content = new StringContent(JsonSerializer.Serialize(new
                {
                    start = $"{DateTimeOffset.FromUnixTimeMilliseconds(fromUtcMs):yyyy-MM-ddTHH:mm:ss.fffZ}",
                    stop = "2200-01-01T00:00:00Z",
                    predicate,
                }), Encoding.UTF8, "application/json"),
            };
        }
    }

    private IEnumerable<Func<HttpRequestMessage>> OfVictoria(PointDeletion points)
    {
        // All databases are one to it: the one that a point was written to is its label. A bucket gives none.
        string database = $"db={QuotedText(_options.Kind == InfluxKind.Influx2 ? "" : _options.Database)}";
        string[] whose = points.Test.Length > 0
            ? [$"{database},cell={QuotedText(points.Cell)},test={QuotedText(points.Test)}"]
            : [.. points.Boards.Select(board => $"{database},test=\"\",cell!=\"\",board={QuotedText(board)}")];
        // It deletes whole series only: what the log could not give again stays.
        string[] series =
        [
            .. whose.Select(one => $"{{__name__=~\"({string.Join('|', Results)})_.*\",{one}}}"),
            .. points.Samples.Where(samples => samples.FromUtcMs is null).SelectMany(samples => whose.Select(one =>
                $"{{__name__=~\"el_sample_.*\",{one}"
                + (samples.Board.Length > 0 ? $",board={QuotedText(samples.Board)},slot=\"{samples.Slot}\"" : "") + "}")),
        ];
        // What has come within the last seconds is not found before.
        yield return () => new HttpRequestMessage(HttpMethod.Get, WriteAddress.Under(_options.Server, "internal/force_flush"));
        yield return () => new HttpRequestMessage(
            HttpMethod.Post, WriteAddress.Under(_options.Server, "api/v1/admin/tsdb/delete_series"))
        {
            Content = new FormUrlEncodedContent(series.Select(match => KeyValuePair.Create("match[]", match))),
        };
    }

    private async Task<WriteOutcome> SendAsync(
        HttpRequestMessage request, InfluxVersion server, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = Authorisation.For(_options, server.Kind);
        using HttpResponseMessage response = await _client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        // A server that does not say what it is may have no such address; elsewhere the database is missing, and may be made.
        if (response.StatusCode is HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented
            || (response.StatusCode == HttpStatusCode.NotFound && server.Version.Length == 0))
        {
            return WriteOutcome.Rejected($"the server cannot delete: {(int)response.StatusCode}");
        }

        // InfluxDB 1 answers 200 also to a statement that has failed.
        string answer = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        return response.IsSuccessStatusCode && answer.Contains("\"error\"", StringComparison.Ordinal)
            ? WriteOutcome.Unavailable(HttpAnswer.Plain($"DELETE: {answer}", _options.Secret))
            : await HttpAnswer.ReadAsync(response, _options.Secret, _time, cancellationToken).ConfigureAwait(false);
    }

    private static string QuotedQl(string text) => $"'{text.Replace("'", "\\'", StringComparison.Ordinal)}'";

    private static string QuotedText(string text) => $"\"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
