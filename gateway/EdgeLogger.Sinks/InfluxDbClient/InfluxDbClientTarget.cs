using System;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Sinks.Http;
using InfluxDB.Client;
using InfluxDB.Client.Api.Domain;
using InfluxDB.Client.Core.Exceptions;

namespace EdgeLogger.Sinks.InfluxDbClient;

/// <summary>Writes to InfluxDB 2 with the package InfluxDB.Client.</summary>
public sealed class InfluxDbClientTarget : ILineTarget
{
    private readonly InfluxDBClient _client;
    private readonly WriteApiAsync _writer;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    { Timeout = System.Threading.Timeout.InfiniteTimeSpan };

    private readonly InfluxOptions _options;
    private readonly TimeProvider _time;

    public InfluxDbClientTarget(InfluxOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _client = ServerClient.For(options);
        _client.EnableGzip();
        _writer = _client.GetWriteApiAsync();
    }

    // The package packs by itself.
    public bool TakesGzip => false;

    public async Task<WriteOutcome> WriteAsync(LineBatch batch, CancellationToken cancellationToken)
    {
        using CancellationTokenSource deadline = new(_options.Timeout, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            // A record may hold any number of lines; one string costs less than one a line.
            string lines = Encoding.UTF8.GetString(batch.Lines.Span).TrimEnd('\n');
            await _writer.WriteRecordAsync(lines, WritePrecision.Ms, cancellationToken: either.Token).ConfigureAwait(false);
            return WriteOutcome.Accepted;
        }
        catch (HttpException error) when (error.Status is >= 300)
        {
            return HttpAnswer.ToOutcome(
                (HttpStatusCode)error.Status,
                HttpAnswer.Plain($"{error.Status} {error.Message}", _options.Secret),
                error.RetryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        }
        catch (Exception error) when (error is InfluxException or HttpRequestException)
        {
            return WriteOutcome.Unreachable(HttpAnswer.Plain(HttpAnswer.Cause(error), _options.Secret));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return WriteOutcome.Unreachable($"no answer within {_options.Timeout.TotalSeconds:0} s");
        }
    }

    // The package's own call does not know that VictoriaMetrics is deleted from in another way.
    public Task<WriteOutcome> DeleteAsync(PointDeletion points, CancellationToken cancellationToken) =>
        new PointDeleter(_http, _options, _time).DeleteAsync(points, cancellationToken);

    public void Dispose()
    {
        _client.Dispose();
        _http.Dispose();
    }
}
