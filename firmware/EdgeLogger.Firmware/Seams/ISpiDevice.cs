namespace EdgeLogger.Firmware.Seams;

/// <summary>
/// Seam to one chip on an SPI bus, with its own select line, clock mode and speed. The device binds it to System.Device.Spi, the
/// bench to a simulated chip.
/// </summary>
public interface ISpiDevice
{
    /// <summary>
    /// Shifts <paramref name="count"/> bytes out and in, the chip selected throughout. False if the controller failed; SPI has no
    /// other answer.
    /// </summary>
    bool Transfer(byte[] write, byte[] read, int count);
}
