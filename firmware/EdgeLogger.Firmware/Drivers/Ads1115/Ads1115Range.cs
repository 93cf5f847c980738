namespace EdgeLogger.Firmware.Drivers.Ads1115;

/// <summary>Bits 11:9 of the configuration: full scale. No pin may go beyond the supply, whatever the range.</summary>
public enum Ads1115Range : byte
{
    MilliVolt6144 = 0,
    MilliVolt4096 = 1,
    MilliVolt2048 = 2,
    MilliVolt1024 = 3,
    MilliVolt512 = 4,
    MilliVolt256 = 5,
}
