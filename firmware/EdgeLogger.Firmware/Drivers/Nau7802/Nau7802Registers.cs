namespace EdgeLogger.Firmware.Drivers.Nau7802;

/// <summary>Registers and fields of the NAU7802 (Nuvoton data sheet, revision 1.7, sections 10 and 11).</summary>
public static class Nau7802Registers
{
    /// <summary>The only address.</summary>
    public const byte Address = 0x2A;

    public const byte PowerUpControl = 0x00;
    public const byte Control1 = 0x01;
    public const byte Control2 = 0x02;

    /// <summary>Three bytes, most significant first: the last conversion.</summary>
    public const byte Output = 0x12;

    /// <summary>Chopper clock of the converter, bits 5:4.</summary>
    public const byte Chopper = 0x15;
    public const byte Pga = 0x1B;
    public const byte Power = 0x1C;

    /// <summary>Low nibble 0xF.</summary>
    public const byte Revision = 0x1F;

    /// <summary>PU_CTRL bit 0: all registers to their defaults while set.</summary>
    public const byte RegisterReset = 0x01;
    public const byte PowerUpDigital = 0x02;
    public const byte PowerUpAnalog = 0x04;

    /// <summary>PU_CTRL bit 3, read only: the digital part is up.</summary>
    public const byte PowerUpReady = 0x08;
    public const byte CycleStart = 0x10;

    /// <summary>PU_CTRL bit 5, read only: a conversion has ended and was not read.</summary>
    public const byte CycleReady = 0x20;

    /// <summary>PU_CTRL bit 7: AVDD comes from the internal regulator.</summary>
    public const byte InternalSupply = 0x80;

    /// <summary>CTRL1 bits 5:3 = 101: regulator at 3.0 V.</summary>
    public const byte Regulator3V0 = 0x28;

    /// <summary>CTRL2 bit 2: calibrate; falls to 0 when done.</summary>
    public const byte Calibrate = 0x04;

    /// <summary>CTRL2 bit 3, read only: the last calibration failed.</summary>
    public const byte CalibrationError = 0x08;

    /// <summary>Register 0x15: chopper off, as the data sheet's application circuit asks.</summary>
    public const byte ChopperOff = 0x30;

    /// <summary>Register 0x1C bit 7: the capacitor over channel 2's pins filters the PGA's output.</summary>
    public const byte PgaCapacitor = 0x80;

    /// <summary>How far the internal RC oscillator is taken to be off.</summary>
    public const int ClockTolerancePercent = 5;

    /// <summary>Covers the 200 us until the digital part is up, and the time a transfer takes.</summary>
    public const int PauseUs = 1000;

    public const int MaxCode = 0x7FFFFF;
    public const int MinCode = -0x800000;

    /// <summary>Time of one conversion, ns, at the nominal clock.</summary>
    public static long ConversionTimeNs(Nau7802Rate rate) => rate switch
    {
        Nau7802Rate.Sps10 => 100000000,
        Nau7802Rate.Sps20 => 50000000,
        Nau7802Rate.Sps40 => 25000000,
        Nau7802Rate.Sps80 => 12500000,
        _ => 3125000,
    };
}

/// <summary>Bits 6:4 of CTRL2: conversions per second.</summary>
public enum Nau7802Rate : byte
{
    Sps10 = 0,
    Sps20 = 1,
    Sps40 = 2,
    Sps80 = 3,
    Sps320 = 7,
}
