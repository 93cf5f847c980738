namespace EdgeLogger.Firmware.Drivers.Ads1115;

/// <summary>Registers and fields of the ADS1115 (TI SBAS444D, section 9.6). Words are sent most significant byte first.</summary>
public static class Ads1115Registers
{
    /// <summary>First of the four addresses; ADDR to GND, VDD, SDA, SCL adds 0 to 3.</summary>
    public const byte BaseAddress = 0x48;

    public const byte Conversion = 0x00;
    public const byte Config = 0x01;
    public const byte LowThreshold = 0x02;
    public const byte HighThreshold = 0x03;

    /// <summary>Config bit 15: written, starts a conversion; read, none is under way.</summary>
    public const int OperationalStatus = 0x8000;

    /// <summary>Config bit 8: one conversion at a time.</summary>
    public const int SingleShot = 0x0100;

    /// <summary>Config bits 1:0: the comparator is off.</summary>
    public const int ComparatorOff = 0x0003;

    public const int ConfigDefault = 0x8583;
    public const int LowThresholdDefault = 0x8000;
    public const int HighThresholdDefault = 0x7FFF;

    /// <summary>The data rate is good to this.</summary>
    public const int ClockTolerancePercent = 10;

    /// <summary>Covers the 25 us from power-down to the first conversion, and the time a transfer takes.</summary>
    public const int PauseUs = 1000;

    public const int MaxCode = 0x7FFF;
    public const int MinCode = -0x8000;

    /// <summary>Config for one conversion, without the bit that starts it.</summary>
    public static int ConfigFor(Ads1115Input input, Ads1115Range range, Ads1115Rate rate)
        => ((int)input << 12) | ((int)range << 9) | SingleShot | ((int)rate << 5) | ComparatorOff;

    /// <summary>Full scale, uV: what 2^15 codes would be.</summary>
    public static long FullScaleMicroVolt(Ads1115Range range) => range switch
    {
        Ads1115Range.MilliVolt6144 => 6144000,
        Ads1115Range.MilliVolt4096 => 4096000,
        Ads1115Range.MilliVolt2048 => 2048000,
        Ads1115Range.MilliVolt1024 => 1024000,
        Ads1115Range.MilliVolt512 => 512000,
        _ => 256000,
    };

    /// <summary>Nominal time of one conversion, us.</summary>
    public static int ConversionTimeUs(Ads1115Rate rate) => rate switch
    {
        Ads1115Rate.Sps8 => 125000,
        Ads1115Rate.Sps16 => 62500,
        Ads1115Rate.Sps32 => 31250,
        Ads1115Rate.Sps64 => 15625,
        Ads1115Rate.Sps128 => 7813,
        Ads1115Rate.Sps250 => 4000,
        Ads1115Rate.Sps475 => 2106,
        _ => 1163,
    };
}

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
