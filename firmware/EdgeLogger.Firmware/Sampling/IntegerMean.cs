namespace EdgeLogger.Firmware.Sampling;

/// <summary>Means of integers.</summary>
public static class IntegerMean
{
    /// <summary>sum / weight, halves away from zero. The weight is positive.</summary>
    public static int Of(long sum, long weight) => (int)((sum >= 0 ? sum + weight / 2 : sum - weight / 2) / weight);
}
