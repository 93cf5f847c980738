namespace EdgeLogger.Firmware.Seams;

/// <summary>
/// A bus that can free itself: a chip that was cut off in the middle of a byte holds SDA low until it has seen the clocks it
/// still waits for. Buses whose controller does this by itself at every time-out need not have it.
/// </summary>
public interface IBusRecovery
{
    /// <summary>Nine clocks with SDA released, then a stop (UM10204, section 3.1.16). True if it could be tried.</summary>
    bool ClearBus();
}
