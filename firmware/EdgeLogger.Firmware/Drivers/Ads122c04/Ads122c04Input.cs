namespace EdgeLogger.Firmware.Drivers.Ads122c04;

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
