using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Sinks.Http;

/// <summary>Writes to InfluxDB 1 and 3, to VictoriaMetrics and to what speaks like them, over HTTP, with gzip.</summary>
public sealed class HttpLineTarget : ILineTarget
{
    private readonly HttpClient _client;
    private readonly InfluxOptions _options;
    private readonly TimeProvider _time;
    private WriteAddress? _address;

    public HttpLineTarget(InfluxOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        // A redirect would carry the token to wherever the server points.
        _client = new HttpClient(
            new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(15) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public bool TakesGzip => true;

    public async Task<WriteOutcome> WriteAsync(LineBatch batch, CancellationToken cancellationToken)
    {
        using CancellationTokenSource deadline = new(_options.Timeout, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            _address ??= await FindAddressAsync(either.Token).ConfigureAwait(false);
            return _address.Fault is { } fault
                ? GiveUpAddress(fault)
                : await PostAsync(_address, batch, either.Token).ConfigureAwait(false);
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

    public Task<WriteOutcome> DeleteAsync(PointDeletion points, CancellationToken cancellationToken) =>
        new PointDeleter(_client, _options, _time).DeleteAsync(points, cancellationToken);

    public void Dispose() => _client.Dispose();

    private async Task<WriteAddress> FindAddressAsync(CancellationToken cancellationToken)
    {
        if (_options.Kind != InfluxKind.Ask)
        {
            return WriteAddress.For(_options, _options.Kind);
        }

        InfluxVersion server = await InfluxVersion.AskAsync(_client, _options.Server, cancellationToken).ConfigureAwait(false);
        return WriteAddress.For(_options, server.Kind);
    }

    private async Task<WriteOutcome> PostAsync(WriteAddress address, LineBatch batch, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, address.Uri);
        request.Headers.Authorization = Authorisation.For(_options, address.Kind);
        // A batch that has been halved is no longer packed.
        using GzipBody packed = new();
        using ReadOnlyMemoryContent content = new(batch.Gzip.IsEmpty ? packed.Pack(batch.Lines.Span) : batch.Gzip);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/plain") { CharSet = "utf-8" };
        content.Headers.ContentEncoding.Add("gzip");
        request.Content = content;
        using HttpResponseMessage response =
            await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        return await HttpAnswer.ReadAsync(response, _options.Secret, _time, cancellationToken).ConfigureAwait(false);
    }

    private WriteOutcome GiveUpAddress(string fault)
    {
        // The server may be another one by the next time.
        _address = null;
        return WriteOutcome.Unavailable(fault);
    }
}
