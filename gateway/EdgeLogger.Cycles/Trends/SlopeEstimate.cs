namespace EdgeLogger.Cycles.Trends;

/// <summary>A slope per cycle, and the interval that holds the true one with 95 % confidence.</summary>
public readonly record struct SlopeEstimate(double PerCycle, double LowPerCycle, double HighPerCycle, int Cycles)
{
    /// <summary>The same in another unit; a negative factor turns the interval round.</summary>
    public SlopeEstimate Times(double factor) => factor >= 0
        ? new SlopeEstimate(PerCycle * factor, LowPerCycle * factor, HighPerCycle * factor, Cycles)
        : new SlopeEstimate(PerCycle * factor, HighPerCycle * factor, LowPerCycle * factor, Cycles);
}
