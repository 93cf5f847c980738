namespace EdgeLogger.Firmware.Drivers.Ads122c04;

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
