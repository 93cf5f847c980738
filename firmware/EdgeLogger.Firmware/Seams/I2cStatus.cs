namespace EdgeLogger.Firmware.Seams;

/// <summary>How a transfer on the I2C bus ended.</summary>
public enum I2cStatus : byte
{
    Ok = 0,

    /// <summary>No chip answered at the address, or it refused a byte.</summary>
    Nack,

    /// <summary>The bus was held by someone, or the clock was stretched for too long.</summary>
    BusStuck,
}
