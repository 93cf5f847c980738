using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Sinks.Http;

/// <summary>Writes to InfluxDB 1, 2 and 3 and to what speaks like them, over HTTP, with gzip.</summary>
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
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(15) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public async Task<WriteOutcome> WriteAsync(ReadOnlyMemory<byte> batch, CancellationToken cancellationToken)
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
            return WriteOutcome.Unreachable(error.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return WriteOutcome.Unreachable($"no answer within {_options.Timeout.TotalSeconds:0} s");
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<WriteAddress> FindAddressAsync(CancellationToken cancellationToken)
    {
        if (_options.Kind != InfluxKind.Ask)
        {
            return WriteAddress.For(_options, _options.Kind);
        }

        using HttpRequestMessage request = new(HttpMethod.Get, WriteAddress.Under(_options.Server, "ping"));
        using HttpResponseMessage response =
            await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        return WriteAddress.For(_options, KindOf(response));
    }

    // InfluxDB tells its version with the answer; VictoriaMetrics answers without one and takes what InfluxDB 1 takes.
    private static InfluxKind KindOf(HttpResponseMessage response)
    {
        string version = response.Headers.TryGetValues("X-Influxdb-Version", out IEnumerable<string>? values)
            ? string.Concat(values).TrimStart('v')
            : "";
        return version switch
        {
            ['2', ..] => InfluxKind.Influx2,
            ['3', ..] => InfluxKind.Influx3,
            _ => InfluxKind.Influx1,
        };
    }

    private async Task<WriteOutcome> PostAsync(WriteAddress address, ReadOnlyMemory<byte> batch, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, address.Uri);
        request.Headers.Authorization = Authorisation(address.Kind);
        using ReadOnlyMemoryContent content = new(GzipBody.Of(batch));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/plain") { CharSet = "utf-8" };
        content.Headers.ContentEncoding.Add("gzip");
        request.Content = content;
        using HttpResponseMessage response =
            await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        return await HttpAnswer.ReadAsync(response, _options.Secret, _time, cancellationToken).ConfigureAwait(false);
    }

    private AuthenticationHeaderValue? Authorisation(InfluxKind kind)
    {
        if (_options.Secret is not { } secret)
        {
            return null;
        }

        return _options.User.Length > 0
            ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_options.User}:{secret.Reveal()}")))
            : new AuthenticationHeaderValue(kind == InfluxKind.Influx3 ? "Bearer" : "Token", secret.Reveal());
    }

    private WriteOutcome GiveUpAddress(string fault)
    {
        // The server may be another one by the next time.
        _address = null;
        return WriteOutcome.Unavailable(fault);
    }
}
