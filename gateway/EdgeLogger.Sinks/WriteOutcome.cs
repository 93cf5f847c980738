using System;

namespace EdgeLogger.Sinks;

/// <summary>A server's answer to a batch.</summary>
/// <param name="Verdict">What it made of it.</param>
/// <param name="Words">Its own words, or what stood in the way; never a secret.</param>
/// <param name="RetryAfter">How long it asks to be left alone.</param>
/// <param name="LinesRejected">How many lines it says it has left out; null if it does not say.</param>
public sealed record WriteOutcome(WriteVerdict Verdict, string Words, TimeSpan? RetryAfter, int? LinesRejected)
{
    public static WriteOutcome Accepted { get; } = new(WriteVerdict.Accepted, "", null, null);

    public static WriteOutcome Rejected(string words, int? linesRejected = null) =>
        new(WriteVerdict.Rejected, words, null, linesRejected);

    public static WriteOutcome Unauthorised(string words) => new(WriteVerdict.Unauthorised, words, null, null);

    public static WriteOutcome Unreachable(string words) => new(WriteVerdict.Unreachable, words, null, null);

    public static WriteOutcome Unavailable(string words, TimeSpan? retryAfter = null) =>
        new(WriteVerdict.Unavailable, words, retryAfter, null);
}
