namespace EdgeLogger.Bench.Soak;

/// <summary>What a soak does to the chain. <see cref="FaultNames"/> gives the names a person writes.</summary>
internal enum SoakFault
{
    /// <summary>The gateway is killed (-9) and started again.</summary>
    GatewayKill,

    /// <summary>
    /// The broker is killed (-9), half the times with what it keeps on disk deleted; it is started again by its supervisor.
    /// </summary>
    BrokerKill,

    /// <summary>The network to the boards or to the gateway stands still, or is cut and refuses, for a while.</summary>
    Partition,

    /// <summary>A frame is published twice.</summary>
    Duplicate,

    /// <summary>A frame is overtaken by the next one.</summary>
    Reorder,

    /// <summary>A bit of a frame is turned over on the way.</summary>
    BitFlip,

    /// <summary>A board is given a time that is up to a day off.</summary>
    ClockJump,

    /// <summary>The disk under the gateway's log and results is full for a while.</summary>
    DiskFull,

    /// <summary>A board's power goes in the middle of a write to its flash, at times again while it boots.</summary>
    BoardReboot,
}
