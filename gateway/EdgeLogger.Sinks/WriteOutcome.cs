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

/// <summary>What a server made of a batch.</summary>
public enum WriteVerdict
{
    /// <summary>It has all of it.</summary>
    Accepted,

    /// <summary>It will never take at least one line of it.</summary>
    Rejected,

    /// <summary>It does not know us, or we may not write there. A person has to do something.</summary>
    Unauthorised,

    /// <summary>It answers that it is busy, not ready, or not set up yet. Later may be better.</summary>
    Unavailable,

    /// <summary>It does not answer. It may have lost what it had accepted and not yet put on its disk.</summary>
    Unreachable,
}
