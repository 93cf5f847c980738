namespace EdgeLogger.Firmware.Drivers.Ads122c04;

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
