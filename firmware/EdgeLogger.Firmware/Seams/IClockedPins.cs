namespace EdgeLogger.Firmware.Seams;

/// <summary>
/// Seam to a chip on two pins, a clock that the board drives and a data pin that the chip drives. The device binds it to two GPIO
/// (or, for even pulses, to an SPI controller that sends the clock as data); the bench to a simulated chip.
/// </summary>
public interface IClockedPins
{
    /// <summary>The level of the data pin.</summary>
    bool IsDataHigh();

    /// <summary>
    /// Gives pulses on the clock, each high for less than 50 us, and samples the data pin in each.
    /// </summary>
    /// <param name="pulses">1 to 32.</param>
    /// <param name="bits">What was sampled, the first pulse in the highest of <paramref name="pulses"/> bits.</param>
    /// <returns>False if a pulse was longer, or may have been, since the program was interrupted: the bits are worth
    /// nothing.</returns>
    bool Shift(int pulses, out int bits);

    /// <summary>Leaves the clock high or low.</summary>
    void HoldClock(bool high);
}
