using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Sinks.Http;

/// <summary>Turns a server's HTTP answer into an outcome.</summary>
internal static class HttpAnswer
{
    /// <summary>Bytes of a server's words that are read.</summary>
    public const int LongestWords = 2048;

    public static async Task<WriteOutcome> ReadAsync(
        HttpResponseMessage response, Secret? secret, TimeProvider time, CancellationToken cancellationToken)
    {
        int status = (int)response.StatusCode;
        if (status is >= 200 and < 300)
        {
            return WriteOutcome.Accepted;
        }

        string words = Plain($"{status} {await WordsAsync(response, cancellationToken).ConfigureAwait(false)}".TrimEnd(), secret);
        return ToOutcome(response.StatusCode, words, RetryAfter(response.Headers.RetryAfter, time));
    }

    /// <summary>What a status that is not a success means for a batch.</summary>
    public static WriteOutcome ToOutcome(HttpStatusCode status, string words, TimeSpan? retryAfter) => status switch
    {
        HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity =>
            WriteOutcome.Rejected(words, LinesRejected(words)),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => WriteOutcome.Unauthorised(words),
        // A database that is missing can be made; an address that has moved can be set right. Nothing is dropped for it.
        _ => WriteOutcome.Unavailable(words, retryAfter),
    };

    /// <summary>One line that a log and a page can show, without the secret even if the server repeats it.</summary>
    public static string Plain(string words, Secret? secret)
    {
        StringBuilder plain = new(
            secret is null ? words : words.Replace(secret.Reveal(), secret.ToString(), StringComparison.Ordinal));
        for (int i = 0; i < plain.Length; i++)
        {
            plain[i] = char.IsControl(plain[i]) ? ' ' : plain[i];
        }

        return plain.ToString().TrimEnd();
    }

    /// <summary>Why there is no answer: .NET's outermost words about TLS only point to the inner ones.</summary>
    public static string Cause(Exception error) => error.GetBaseException().Message;

    // InfluxDB 1 ends its words with dropped=N; it says dropped=0 of lines that it could not parse.
    private static int? LinesRejected(string words)
    {
        const string Marker = " dropped=";
        int at = words.LastIndexOf(Marker, StringComparison.Ordinal);
        ReadOnlySpan<char> digits = at < 0 ? [] : words.AsSpan(at + Marker.Length);
        int length = digits.IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(length < 0 ? digits : digits[..length], out int dropped) && dropped > 0 ? dropped : null;
    }

    private static async Task<string> WordsAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        byte[] words = new byte[LongestWords];
        using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        int length = await body.ReadAtLeastAsync(
            words, words.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return Encoding.UTF8.GetString(words, 0, length);
    }

    private static TimeSpan? RetryAfter(RetryConditionHeaderValue? header, TimeProvider time) =>
        header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);
}
