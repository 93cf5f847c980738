namespace EdgeLogger.Firmware.Drivers.Ads122c04;

/// <summary>A field of register 3: the pin a current source feeds.</summary>
public enum Ads122c04Route : byte
{
    Off = 0,
    Ain0 = 1,
    Ain1 = 2,
    Ain2 = 3,
    Ain3 = 4,
    ReferencePositive = 5,
    ReferenceNegative = 6,
}
