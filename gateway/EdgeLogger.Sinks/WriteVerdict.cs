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

    /// <summary>It cannot be reached, is not ready, or is not set up yet. Later may be better.</summary>
    Unavailable,
}
