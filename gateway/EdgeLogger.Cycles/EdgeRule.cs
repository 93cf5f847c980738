namespace EdgeLogger.Cycles;

/// <summary>How the current ran between two samples with a discontinuity between them, where the record cannot tell.</summary>
public enum EdgeRule : byte
{
    /// <summary>A straight line (the trapezoid).</summary>
    Linear = 0,

    /// <summary>The old current, held until the later sample.</summary>
    HoldOld = 1,

    /// <summary>The new current, from the earlier sample on.</summary>
    HoldNew = 2,
}
