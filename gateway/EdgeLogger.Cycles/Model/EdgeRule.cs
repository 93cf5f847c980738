namespace EdgeLogger.Cycles.Model;

/// <summary>How the current ran between two samples with a discontinuity between them, where the record cannot tell.</summary>
public enum EdgeRule : byte
{
    /// <summary>A straight line (the trapezoid).</summary>
    Linear = 0,

    /// <summary>The old current, held until the later sample.</summary>
    HoldOld = 1,

    /// <summary>The new current, from the earlier sample on.</summary>
    HoldNew = 2,

    /// <summary>
    /// What the record does tell: a usual interval that follows one out of rhythm began with the step, so the new current held over it;
    /// a current that falls while the voltage is held decays exponentially. Else a straight line.
    /// </summary>
    Sampling = 3,
}
