namespace EdgeLogger.Firmware.Drivers.Ads122c04;

/// <summary>Bits 7:5 of register 1: nominal conversions per second in normal mode.</summary>
public enum Ads122c04Rate : byte
{
    /// <summary>The only one that rejects 50 Hz and 60 Hz.</summary>
    Sps20 = 0,
    Sps45 = 1,
    Sps90 = 2,
    Sps175 = 3,
    Sps330 = 4,
    Sps600 = 5,
    Sps1000 = 6,
}
