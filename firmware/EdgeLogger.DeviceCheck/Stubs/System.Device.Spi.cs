namespace System.Device.Spi;

public enum SpiMode
{
    Mode0 = 0,
    Mode1 = 1,
}

public sealed class SpiConnectionSettings
{
    public extern SpiConnectionSettings(int busId, int chipSelectLine = -1);

    public extern SpiMode Mode { get; set; }

    public extern int ClockFrequency { get; set; }
}

public class SpiDevice
{
    public static extern SpiDevice Create(SpiConnectionSettings settings);

    public extern void TransferFullDuplex(SpanByte writeBuffer, SpanByte readBuffer);
}
