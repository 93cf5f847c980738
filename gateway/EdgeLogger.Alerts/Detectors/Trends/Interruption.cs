namespace EdgeLogger.Alerts.Detectors.Trends;

/// <summary>What lay between a cycle and the last one of its protocol.</summary>
internal enum Interruption : byte
{
    None = 0,

    /// <summary>Another protocol, or a cycle that is not whole. The cell stayed where it was.</summary>
    Protocol = 1,

    /// <summary>A long rest, or another clock: the cell may have been moved, or clamped anew.</summary>
    Pause = 2,
}
