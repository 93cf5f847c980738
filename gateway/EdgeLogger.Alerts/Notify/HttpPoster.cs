using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Alerts.Notify;

/// <summary>
/// Posts over HTTP for all notifiers that speak it. Every connection, also one that a redirect leads to, goes through the guarded
/// dialer; proxies of the environment are not used, for they would go round it.
/// </summary>
public sealed class HttpPoster : IDisposable
{
    private const int MostRedirects = 3;

    /// <summary>Characters of an answer that are kept for a person.</summary>
    private const int MostWords = 300;

    private const int MostBytes = 4096;

    private readonly HttpClient _client;
    private readonly TimeProvider _time;

    /// <param name="dialer">Connects.</param>
    /// <param name="time">Clock of "retry after this date".</param>
    public HttpPoster(GuardedDialer dialer, TimeProvider time)
    {
        _time = time;
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            // A kept connection would be of an address looked at long ago.
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ConnectCallback = async (context, cancellationToken) => new NetworkStream(
                await dialer.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken)
                .ConfigureAwait(false), ownsSocket: true),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = 64 * 1024,
        };
    }

    /// <summary>Posts. Redirects that keep the method are followed.</summary>
    /// <exception cref="DeliveryException">It was not taken, or nobody answered.</exception>
    public async Task PostAsync(Post post, CancellationToken cancellationToken)
    {
        Uri address = post.Address;
        try
        {
            for (int redirects = 0; ; redirects++)
            {
                using HttpRequestMessage request = Request(post, address);
                using HttpResponseMessage answer =
                    await _client.SendAsync(
                        request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }

                address = Next(address, answer, redirects)
                    ?? throw await RefusalAsync(post, answer, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (HttpRequestException error)
        {
            throw error.InnerException as DeliveryException
                ?? new DeliveryException($"{address.Authority}: {error.InnerException?.Message ?? error.Message}", inner: error);
        }
        catch (IOException error)
        {
            throw new DeliveryException($"{address.Authority}: {error.Message}", inner: error);
        }
    }

    public void Dispose() => _client.Dispose();

    private static HttpRequestMessage Request(Post post, Uri address)
    {
        ByteArrayContent content = new(post.Body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(post.ContentType);
        HttpRequestMessage request = new(HttpMethod.Post, address) { Content = content };
        bool isOwnHost = address.Scheme == post.Address.Scheme && address.Authority == post.Address.Authority;
        request.Headers.Authorization = post.Token is { } token && isOwnHost
            ? new AuthenticationHeaderValue("Bearer", token)
            : null;
        foreach ((string name, string value) in post.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static Uri? Next(Uri address, HttpResponseMessage answer, int redirects)
    {
        if (answer.StatusCode is not (HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
            || answer.Headers.Location is not { } location || redirects >= MostRedirects)
        {
            return null;
        }

        Uri next = new(address, location);
        bool isWorse = next.Scheme != Uri.UriSchemeHttps
            && (next.Scheme != Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
        return isWorse ? throw new DeliveryException(
            $"{address.Authority} redirects from {address.Scheme} to {next.Scheme}: not followed") : next;
    }

    private async Task<DeliveryException> RefusalAsync(Post post, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[MostBytes];
        using Stream body = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        int length = await body.ReadAtLeastAsync(
            bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        string words = PlainWords.Of(WithoutSecrets(post, Encoding.UTF8.GetString(bytes, 0, length)));
        words = words.Length > MostWords ? words[..MostWords] : words;
        RetryConditionHeaderValue? retry = answer.Headers.RetryAfter;
        TimeSpan? wait = retry?.Delta ?? (retry?.Date is { } date ? date - _time.GetUtcNow() : null);
        return new DeliveryException(
            $"{answer.RequestMessage!.RequestUri!.Authority} answers {(int)answer.StatusCode} {words}".TrimEnd(), wait);
    }

    // A server may throw back what it was sent.
    private static string WithoutSecrets(Post post, string words)
    {
        foreach (string secret in new[] { post.Token, post.SecretInAddress }.OfType<string>().Where(secret => secret.Length > 0))
        {
            words = words.Replace(secret, "(secret)", StringComparison.Ordinal);
        }

        return words;
    }
}
