namespace EdgeLogger.Frames;

/// <summary>What an event frame reports. Numbers are never given a new meaning.</summary>
public static class EventCode
{
    /// <summary>The board started; value is the reset reason, text the firmware version.</summary>
    public const byte Boot = 1;

    /// <summary>The current stepped; value is the new raw code.</summary>
    public const byte CurrentStep = 2;

    /// <summary>A channel stopped answering or reports a fault; value is the driver's error number.</summary>
    public const byte SensorFault = 3;

    /// <summary>A channel that had failed answers again; value is how long it was away, ms.</summary>
    public const byte SensorBack = 4;

    /// <summary>A channel reached a limit of its range; value is the raw code.</summary>
    public const byte Saturated = 5;
}
