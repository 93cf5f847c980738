namespace EdgeLogger.Firmware.Sampling;

/// <summary>
/// What produces a slot's readings: the scanner of real or simulated chips, or a series of codes at full speed on the bench.
/// </summary>
public interface ISlotInput
{
    /// <summary>Uptime at which <see cref="Step"/> has something to do; long.MaxValue if never again.</summary>
    long NextDueUs { get; }

    /// <summary>Does what is due and returns; readings go to the slot's <see cref="ISlotReadings"/>.</summary>
    void Step(long uptimeUs);

    /// <summary>
    /// Starts again after a fault: chips are set up again. Readings come again from <paramref name="uptimeUs"/> on.
    /// </summary>
    void Restart(long uptimeUs);
}
