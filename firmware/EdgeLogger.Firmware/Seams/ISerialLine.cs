namespace EdgeLogger.Firmware.Seams;

/// <summary>
/// Seam to the board's serial port. The device binds it to the UART behind USB, the bench to a pseudo-terminal. Nothing blocks.
/// </summary>
public interface ISerialLine
{
    /// <summary>Takes bytes that have arrived; 0 if there are none.</summary>
    int Read(byte[] buffer, int offset, int count);

    /// <summary>Sends bytes.</summary>
    void Write(byte[] buffer, int offset, int count);
}
