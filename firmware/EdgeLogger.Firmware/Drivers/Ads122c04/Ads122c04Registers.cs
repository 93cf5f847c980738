namespace EdgeLogger.Firmware.Drivers.Ads122c04;

/// <summary>Commands, register fields and constants of the ADS122C04 (TI SBAS751B, sections 8.5.3 and 8.6).</summary>
public static class Ads122c04Registers
{
    /// <summary>First of the 16 addresses; A1 and A0 (to DGND, DVDD, SDA, SCL) add 0 to 15.</summary>
    public const byte BaseAddress = 0x40;

    public const int RegisterCount = 4;

    /// <summary>The chip's clock is within this of its nominal value, over temperature.</summary>
    public const int ClockTolerancePercent = 2;

    /// <summary>Covers the wait after a reset, and the time a transfer takes.</summary>
    public const int PauseUs = 1000;

    public const byte CommandPowerDown = 0x02;
    public const byte CommandReset = 0x06;
    public const byte CommandStart = 0x08;
    public const byte CommandReadData = 0x10;

    /// <summary>Add the register's number shifted left by 2.</summary>
    public const byte CommandReadRegister = 0x20;

    /// <summary>Add the register's number shifted left by 2; the value follows.</summary>
    public const byte CommandWriteRegister = 0x40;

    /// <summary>Register 0, bit 0: the PGA is off; only gains 1, 2 and 4, but inputs may reach both supplies.</summary>
    public const byte PgaBypass = 0x01;

    /// <summary>Register 1, bit 0: convert the internal thermometer.</summary>
    public const byte TemperatureSensor = 0x01;

    /// <summary>Register 1, bit 3: continuous instead of single-shot conversions.</summary>
    public const byte Continuous = 0x08;

    /// <summary>Register 1, bit 4: turbo mode, twice the clock and the data rate.</summary>
    public const byte Turbo = 0x10;

    /// <summary>Register 2, bit 7, read only: a conversion has ended and was not read.</summary>
    public const byte DataReady = 0x80;

    /// <summary>Register 2, bit 6: a counter of conversions goes before the data.</summary>
    public const byte DataCounter = 0x40;

    /// <summary>Register 2, bits 5:4 = 01: an inverted copy follows the data.</summary>
    public const byte IntegrityInverted = 0x10;

    /// <summary>Register 2, bits 5:4 = 10: a CRC-16-CCITT follows the data.</summary>
    public const byte IntegrityCrc16 = 0x20;

    /// <summary>Register 2, bit 3: 10 uA through the input, to find an open one.</summary>
    public const byte BurnOut = 0x08;

    /// <summary>Codes of a full-scale input are -2^23 and 2^23 - 1.</summary>
    public const int MaxCode = 0x7FFFFF;

    public const int MinCode = -0x800000;

    /// <summary>The internal reference, uV.</summary>
    public const int InternalReferenceMicroVolt = 2048000;

    /// <summary>Register 0: what is measured, and how much it is amplified.</summary>
    /// <param name="input">The pair of pins.</param>
    /// <param name="gain">1, 2, 4, ... 128.</param>
    /// <param name="pgaBypass">True switches the PGA off; the gain is then 4 at most.</param>
    public static byte Register0(Ads122c04Input input, int gain, bool pgaBypass)
        => (byte)(((int)input << 4) | (ConverterGain.Field(gain) << 1) | (pgaBypass ? PgaBypass : 0));

    /// <summary>Register 1, continuous conversions in normal mode: how fast, and against which reference.</summary>
    public static byte Register1(Ads122c04Rate rate, Ads122c04Reference reference)
        => (byte)(((int)rate << 5) | Continuous | ((int)reference << 1));

    /// <summary>
    /// Register 2 as the driver needs it (counter and inverted copy) with a current of the two current sources.
    /// </summary>
    public static byte Register2(Ads122c04Excitation current)
        => (byte)(DataCounter | IntegrityInverted | (int)current);

    /// <summary>Register 3: where the two current sources go.</summary>
    public static byte Register3(Ads122c04Route idac1, Ads122c04Route idac2) => (byte)(((int)idac1 << 5) | ((int)idac2 << 2));

    /// <summary>
    /// Time of one continuous conversion in normal mode, ns, at the nominal clock of 1.024 MHz (table of conversion times: 20 SPS
    /// is 51,192 clocks, not 51,200). The clock of a chip is within 2 %.
    /// </summary>
    public static long ConversionTimeNs(Ads122c04Rate rate)
    {
        long clocks = rate switch
        {
            Ads122c04Rate.Sps20 => 51192,
            Ads122c04Rate.Sps45 => 22780,
            Ads122c04Rate.Sps90 => 11532,
            Ads122c04Rate.Sps175 => 5916,
            Ads122c04Rate.Sps330 => 3116,
            Ads122c04Rate.Sps600 => 1724,
            _ => 1036,
        };
        return clocks * 1000000 / 1024;
    }
}

/// <summary>Bits 7:4 of register 0: the pair of pins that is measured.</summary>
public enum Ads122c04Input : byte
{
    Ain0Ain1 = 0,
    Ain0Ain2 = 1,
    Ain0Ain3 = 2,
    Ain1Ain0 = 3,
    Ain1Ain2 = 4,
    Ain1Ain3 = 5,
    Ain2Ain3 = 6,
    Ain3Ain2 = 7,
    Ain0Avss = 8,
    Ain1Avss = 9,
    Ain2Avss = 10,
    Ain3Avss = 11,

    /// <summary>A quarter of the external reference.</summary>
    ReferenceMonitor = 12,

    /// <summary>A quarter of the analog supply.</summary>
    SupplyMonitor = 13,

    /// <summary>Both inputs at mid-supply, for the offset.</summary>
    Shorted = 14,
}

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

/// <summary>Bits 2:1 of register 1: what a full-scale code is compared with.</summary>
public enum Ads122c04Reference : byte
{
    /// <summary>2.048 V inside the chip.</summary>
    Internal = 0,

    /// <summary>Between the pins REFP and REFN.</summary>
    External = 1,

    /// <summary>The analog supply.</summary>
    Supply = 2,
}

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

/// <summary>Bits 2:0 of register 2: current of each of the two current sources.</summary>
public enum Ads122c04Excitation : byte
{
    Off = 0,
    MicroAmp10 = 1,
    MicroAmp50 = 2,
    MicroAmp100 = 3,
    MicroAmp250 = 4,
    MicroAmp500 = 5,
    MicroAmp1000 = 6,
    MicroAmp1500 = 7,
}
