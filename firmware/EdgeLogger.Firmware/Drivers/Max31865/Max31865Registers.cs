namespace EdgeLogger.Firmware.Drivers.Max31865;

/// <summary>Registers, fields and arithmetic of the MAX31865 (Maxim 19-6478, rev. 3, "Internal Registers").</summary>
public static class Max31865Registers
{
    public const byte Config = 0x00;

    /// <summary>Two bytes: the ratio to the reference resistor in the upper 15 bits, a fault in the lowest.</summary>
    public const byte Ratio = 0x01;
    public const byte HighThreshold = 0x03;
    public const byte LowThreshold = 0x05;
    public const byte FaultStatus = 0x07;
    public const int RegisterCount = 8;

    /// <summary>Added to a register's address to write it.</summary>
    public const byte WriteFlag = 0x80;

    /// <summary>Config bit 7: the bias voltage is on, current flows through thermometer and reference.</summary>
    public const byte Bias = 0x80;

    /// <summary>Config bit 6: convert continuously.</summary>
    public const byte Automatic = 0x40;

    /// <summary>Config bit 5: start one conversion; falls to 0 when it has ended.</summary>
    public const byte OneShot = 0x20;

    /// <summary>Config bit 4: three wires; two and four have it 0.</summary>
    public const byte ThreeWires = 0x10;

    /// <summary>Config bits 3:2 = 01: look for faults, with the chip's own timing; falls to 0 when done.</summary>
    public const byte DetectFaults = 0x04;

    /// <summary>Config bits 3:2.</summary>
    public const byte DetectionMask = 0x0C;

    /// <summary>Config bit 1: forget the faults found; falls to 0 at once.</summary>
    public const byte ClearFaults = 0x02;

    /// <summary>Config bit 0: the filter's notch is at 50 Hz, else at 60 Hz.</summary>
    public const byte Filter50Hz = 0x01;

    /// <summary>Fault bit 7: the ratio reached the high threshold: an open thermometer.</summary>
    public const byte FaultHigh = 0x80;

    /// <summary>Fault bit 6: the ratio reached the low threshold: a short.</summary>
    public const byte FaultLow = 0x40;

    /// <summary>Fault bit 5: REFIN- above 85 % of the bias: the thermometer, or its current's lead, is open.</summary>
    public const byte FaultReferenceHigh = 0x20;

    /// <summary>Fault bit 4: REFIN- below 85 % of the bias with FORCE- open: a lead is shorted low.</summary>
    public const byte FaultReferenceLow = 0x10;

    /// <summary>Fault bit 3: RTDIN- below 85 % of the bias with FORCE- open: a lead is shorted low.</summary>
    public const byte FaultInputLow = 0x08;

    /// <summary>Fault bit 2: an input is beyond the supply.</summary>
    public const byte FaultVoltage = 0x04;

    /// <summary>Codes of a thermometer as large as the reference resistor.</summary>
    public const int CodesPerUnity = 1 << 15;

    public const int MaxCode = CodesPerUnity - 1;

    /// <summary>Wait after the bias was switched on: 10.5 time constants of 100 nF and 5 kohm, and 1 ms.</summary>
    public const int BiasPauseUs = 10000;

    /// <summary>A detection takes 510 us typically.</summary>
    public const int DetectionPauseUs = 2000;

    /// <summary>Longest time of a single conversion, us: 66 ms with the 50 Hz filter, 55 ms with the 60 Hz one.</summary>
    public static int ConversionUs(bool filter50Hz) => filter50Hz ? 66000 : 55000;

    /// <summary>The bits of the configuration that never change: wires and filter.</summary>
    public static byte Base(int wires, bool filter50Hz) => (byte)((wires == 3 ? ThreeWires : 0) | (filter50Hz ? Filter50Hz : 0));

    /// <summary>Code of a resistance, rounded; the ends of the range beyond it.</summary>
    public static int CodeOf(long milliOhm, long referenceMilliOhm)
    {
        long code = ((milliOhm * CodesPerUnity) + (referenceMilliOhm / 2)) / referenceMilliOhm;
        return code < 0 ? 0 : code > MaxCode ? MaxCode : (int)code;
    }
}
