namespace EdgeLogger.Firmware.Drivers.Ads1115;

/// <summary>Bits 14:12 of the configuration: the pair of pins that is measured.</summary>
public enum Ads1115Input : byte
{
    Ain0Ain1 = 0,
    Ain0Ain3 = 1,
    Ain1Ain3 = 2,
    Ain2Ain3 = 3,
    Ain0 = 4,
    Ain1 = 5,
    Ain2 = 6,
    Ain3 = 7,
}
