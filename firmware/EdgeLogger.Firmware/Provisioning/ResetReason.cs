namespace EdgeLogger.Firmware.Provisioning;

/// <summary>Why a board starts; the value of its boot event.</summary>
public enum ResetReason : byte
{
    Unknown = 0,

    /// <summary>Power came, or somebody pressed the button.</summary>
    PowerOn = 1,

    /// <summary>The program restarted the board.</summary>
    Software = 2,

    /// <summary>The program or the interpreter failed.</summary>
    Panic = 3,

    /// <summary>A watchdog bit.</summary>
    Watchdog = 4,

    /// <summary>The supply was too low for a moment.</summary>
    Brownout = 5,
}
