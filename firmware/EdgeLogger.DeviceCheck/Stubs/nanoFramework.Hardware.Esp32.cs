namespace nanoFramework.Hardware.Esp32;

public enum DeviceFunction
{
    SPI1_MOSI = 65792,
    SPI1_MISO = 65793,
    SPI1_CLOCK = 65794,
    SPI2_MOSI = 66048,
    SPI2_MISO = 66049,
    SPI2_CLOCK = 66050,
    I2C1_DATA = 131328,
    I2C1_CLOCK = 131329,
    COM2_TX = 197120,
    COM2_RX = 197121,
    SDMMC1_CLOCK = 524544,
    SDMMC1_COMMAND = 524545,
    SDMMC1_D0 = 524546,
}

public class Configuration
{
    public static extern void SetPinFunction(int pin, DeviceFunction value);
}

public class HighResTimer
{
    public static extern ulong GetCurrent();
}

public class NativeMemory
{
    public static extern void GetMemoryInfo(
        MemoryType memType, out uint totalSize, out uint totalFreeSize, out uint largestFreeBlock);

    public enum MemoryType
    {
        SpiRam = 2,
    }
}
