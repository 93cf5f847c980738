namespace EdgeLogger.Frames;

/// <summary>The state of one channel in one row, two bits on the wire.</summary>
public static class ChannelStatus
{
    /// <summary>The code is a measurement.</summary>
    public const byte Ok = 0;

    /// <summary>The converter stood at the end of its range: the code is a bound, not a value.</summary>
    public const byte Saturated = 1;

    /// <summary>No reading in this row (not fitted, not due, or the bus gave none). No code is sent.</summary>
    public const byte Missing = 2;

    /// <summary>The sensor reports a fault. No code is sent.</summary>
    public const byte Error = 3;
}
