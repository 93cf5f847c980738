using System;

namespace EdgeLogger.VirtualBench.Boards;

/// <summary>How a bench runs its boards.</summary>
public sealed record BoardFleetOptions
{
    /// <summary>Virtual seconds per real second; infinite: as fast as machine and gateway allow.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Threads that share the boards.</summary>
    public int Threads { get; init; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Real time between two calls of the progress callback.</summary>
    public TimeSpan ProgressEvery { get; init; } = TimeSpan.FromSeconds(1);
}
