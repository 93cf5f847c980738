namespace EdgeLogger.Sinks;

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
