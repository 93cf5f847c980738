namespace EdgeLogger.Frames;

/// <summary>
/// A slot's exact sums since boot, at the converter's own rate. They wrap modulo 2^64; the difference of two of them, taken
/// modulo 2^64, is right while it is below 2^63: with 24-bit codes at full scale that bridges 34 years of charge and 99 days of
/// energy between two frames. Fields, not properties: the interpreter adds to them at every reading.
/// </summary>
public sealed class Counters
{
    /// <summary>Sum of current code x ms.</summary>
    public long CurrentTime;

    /// <summary>Sum of voltage code x ms.</summary>
    public long VoltageTime;

    /// <summary>
    /// Sum of voltage code x current code x ms, each product rounded to a multiple of 2^16 and divided by it. Whole products
    /// would wrap within two minutes at full scale; what the rounding drops is below one part in 10^5 of a reading of 2,000
    /// codes, and falls to both sides.
    /// </summary>
    public long PowerTime;

    /// <summary>The shift that scales <see cref="PowerTime"/>.</summary>
    public const int PowerShift = 16;
}
