namespace EdgeLogger.Firmware.Seams;

/// <summary>The state of an <see cref="IUplinkLink"/>.</summary>
public enum LinkState : byte
{
    /// <summary>Not connected, and not trying.</summary>
    Down = 0,

    /// <summary>Trying.</summary>
    Connecting,

    /// <summary>Connected and subscribed.</summary>
    Up,
}
