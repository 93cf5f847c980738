namespace EdgeLogger.VirtualBench.Chips;

/// <summary>What has become of a thermometer or its leads.</summary>
public enum SensorLead
{
    Whole,
    Open,
    Shorted,
}
