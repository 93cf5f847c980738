namespace EdgeLogger.Firmware.Drivers.Nau7802;

/// <summary>Bits 6:4 of CTRL2: conversions per second.</summary>
public enum Nau7802Rate : byte
{
    Sps10 = 0,
    Sps20 = 1,
    Sps40 = 2,
    Sps80 = 3,
    Sps320 = 7,
}
