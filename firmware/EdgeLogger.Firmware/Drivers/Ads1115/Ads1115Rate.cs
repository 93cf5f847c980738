namespace EdgeLogger.Firmware.Drivers.Ads1115;

/// <summary>Bits 7:5 of the configuration: conversions a second, which sets the time of one.</summary>
public enum Ads1115Rate : byte
{
    Sps8 = 0,
    Sps16 = 1,
    Sps32 = 2,
    Sps64 = 3,
    Sps128 = 4,
    Sps250 = 5,
    Sps475 = 6,
    Sps860 = 7,
}
