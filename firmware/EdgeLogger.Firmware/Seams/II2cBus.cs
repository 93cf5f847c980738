namespace EdgeLogger.Firmware.Seams;

/// <summary>Seam to an I2C controller. The device binds it to System.Device.I2c, the bench to simulated chips.</summary>
public interface II2cBus
{
    /// <summary>Writes <paramref name="count"/> bytes to the chip at the 7-bit address.</summary>
    I2cStatus Write(byte address, byte[] data, int count);

    /// <summary>Writes, then reads after a repeated start. What was read is good only after Ok.</summary>
    I2cStatus WriteRead(byte address, byte[] data, int writeCount, byte[] result, int readCount);
}

/// <summary>How a transfer on the I2C bus ended.</summary>
public enum I2cStatus : byte
{
    Ok = 0,

    /// <summary>No chip answered at the address, or it refused a byte.</summary>
    Nack,

    /// <summary>The bus was held by someone, or the clock was stretched for too long.</summary>
    BusStuck,
}
