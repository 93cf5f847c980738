namespace EdgeLogger.Firmware.Provisioning;

/// <summary>What became of the last configuration that a board was offered.</summary>
public enum ConfigOutcome : byte
{
    /// <summary>None was ever offered.</summary>
    None = 0,

    /// <summary>It is being tried.</summary>
    Trial,

    /// <summary>It runs permanently.</summary>
    Confirmed,

    /// <summary>It was not taken: it is wrong, or not newer.</summary>
    Refused,

    /// <summary>With it the gateway was not reached in time; the one before runs again.</summary>
    NotReached,

    /// <summary>The board restarted again and again with it; the one before runs again.</summary>
    Crashed,
}
