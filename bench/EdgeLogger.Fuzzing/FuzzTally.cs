using System;

namespace EdgeLogger.Fuzzing;

/// <summary>What has come of a target's inputs so far.</summary>
public sealed record FuzzTally
{
    /// <summary>Inputs tried.</summary>
    public long Tried { get; init; }

    /// <summary>Inputs that were taken.</summary>
    public long Accepted { get; init; }

    /// <summary>Inputs that were refused as they should be.</summary>
    public long Refused => Tried - Accepted;

    /// <summary>Time of the slowest input.</summary>
    public TimeSpan Slowest { get; init; }

    /// <summary>The most that one input had allocated, bytes.</summary>
    public long MostBytes { get; init; }

    /// <summary>The seed of the next input.</summary>
    public ulong NextSeed { get; init; }

    /// <summary>The first input that did harm, which ends the run; null: none.</summary>
    public FuzzFailure? Failure { get; init; }
}
