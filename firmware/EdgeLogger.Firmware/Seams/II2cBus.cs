namespace EdgeLogger.Firmware.Seams;

/// <summary>Seam to an I2C controller. The device binds it to System.Device.I2c, the bench to simulated chips.</summary>
public interface II2cBus
{
    /// <summary>Writes <paramref name="count"/> bytes to the chip at the 7-bit address.</summary>
    I2cStatus Write(byte address, byte[] data, int count);

    /// <summary>Writes, then reads after a repeated start. What was read is good only after Ok.</summary>
    I2cStatus WriteRead(byte address, byte[] data, int writeCount, byte[] result, int readCount);
}
