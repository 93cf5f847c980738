using System;

namespace EdgeLogger.Cycles.DifferentialCapacity;

/// <summary>Where charge is counted by voltage. Charge outside the window counts in its outermost bins.</summary>
public sealed record DifferentialCapacityOptions
{
    private const int MostBins = 4096;

    /// <summary>Width of a bin, V. Default 5 mV.</summary>
    public double BinV { get; init; } = 0.005;

    /// <summary>Lower end, V. Default 0.</summary>
    public double LowV { get; init; }

    /// <summary>Upper end, V. Default 5.</summary>
    public double HighV { get; init; } = 5;

    /// <summary>How many bins that makes, 4096 at the most.</summary>
    public int Bins => (int)Math.Ceiling(((HighV - LowV) / BinV) - 1e-9);

    internal void Validate()
    {
        if (!(BinV > 0 && HighV > LowV && (HighV - LowV) / BinV <= MostBins))
        {
            throw new ArgumentOutOfRangeException(
                nameof(BinV), BinV, $"BinV must be above zero and make at most {MostBins} bins from LowV "
                + $"({LowV}) to HighV ({HighV}).");
        }
    }
}
