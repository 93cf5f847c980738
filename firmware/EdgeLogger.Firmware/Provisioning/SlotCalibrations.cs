using EdgeLogger.Firmware.Sampling;

namespace EdgeLogger.Firmware.Provisioning;

/// <summary>The calibration of a slot's channels.</summary>
internal static class SlotCalibrations
{
    public static int GainPpb(SlotHardware hardware, int channel) => channel switch
    {
        Channel.Voltage => hardware.VoltageGainPpb,
        Channel.Current => hardware.CurrentGainPpb,
        Channel.Temperature => hardware.ThermometerGainPpb,
        _ => hardware.LoadCellGainPpb,
    };

    public static int ZeroCode(SlotHardware hardware, int channel) => channel switch
    {
        Channel.Voltage => hardware.VoltageZeroCode,
        Channel.Current => hardware.CurrentZeroCode,
        Channel.Temperature => hardware.ThermometerZeroCode,
        _ => hardware.LoadCellZeroCode,
    };

    /// <summary>Empty, or what is wrong with a zero code.</summary>
    public static string Check(int channel, int zeroCode)
    {
        int most = channel == Channel.Pressure ? ChipDocument.MostBridgeZeroCodes : ChipDocument.MostZeroCodes;
        return zeroCode >= -most && zeroCode <= most ? "" : "zero_code: wanted " + most.ToString() + " either way at most, it is "
            + zeroCode.ToString() + ": check the sensor and its wiring";
    }

    public static void Set(SlotHardware hardware, int channel, int zeroCode, int gainPpb)
    {
        switch (channel)
        {
            case Channel.Voltage:
                hardware.VoltageZeroCode = zeroCode;
                hardware.VoltageGainPpb = gainPpb;
                break;
            case Channel.Current:
                hardware.CurrentZeroCode = zeroCode;
                hardware.CurrentGainPpb = gainPpb;
                break;
            case Channel.Temperature:
                hardware.ThermometerZeroCode = zeroCode;
                hardware.ThermometerGainPpb = gainPpb;
                break;
            default:
                hardware.LoadCellZeroCode = zeroCode;
                hardware.LoadCellGainPpb = gainPpb;
                break;
        }
    }
}
