namespace System.Device.I2c;

public enum I2cBusSpeed
{
    FastMode = 1,
}

public enum I2cTransferStatus
{
    FullTransfer = 1,
    PartialTransfer = 3,
    SlaveAddressNotAcknowledged = 4,
}

public struct I2cTransferResult
{
    public extern I2cTransferStatus Status { get; }
}

public sealed class I2cConnectionSettings
{
    public extern I2cConnectionSettings(int busId, int deviceAddress, I2cBusSpeed busSpeed);
}

public class I2cDevice
{
    public static extern I2cDevice Create(I2cConnectionSettings settings);

    public extern I2cTransferResult Write(SpanByte buffer);

    public extern I2cTransferResult WriteRead(SpanByte writeBuffer, SpanByte readBuffer);
}
