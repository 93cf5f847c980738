using System;
using EdgeLogger.Firmware.Drivers.Ads122c04;
using EdgeLogger.Hardware.Parts;

namespace EdgeLogger.VirtualBench.Chips;

/// <summary>Conversion times of the ADS122C04 (SBAS751B, table of conversion times), and noise of a typical chip.</summary>
internal static class Ads122c04Timing
{
    private static readonly double[] s_continuousClocks = [51192, 22780, 11532, 5916, 3116, 1724, 1036];
    private static readonly double[] s_singleClocks = [51213, 22805, 11557, 5941, 3141, 1749, 1061];
    private static readonly double[] s_singleTurboClocks = [51217, 22809, 11561, 5945, 3145, 1753, 1065];

    /// <summary>Time of one conversion, us, at the nominal clock.</summary>
    public static double ConversionUs(byte register1)
    {
        int rate = Rate(register1);
        double clocks = (register1 & Ads122c04Registers.Continuous) != 0
            ? s_continuousClocks[rate]
            : IsTurbo(register1) ? s_singleTurboClocks[rate] : s_singleClocks[rate];
        return clocks * ClockUs(register1);
    }

    /// <summary>From a start to the beginning of the first continuous conversion, us.</summary>
    public static double StartDelayUs(byte register1)
    {
        if ((register1 & Ads122c04Registers.Continuous) == 0)
        {
            return 0;
        }

        return (IsTurbo(register1) ? 105 : 28.5) * ClockUs(register1);
    }

    /// <summary>Input-referred noise, V rms. White: it grows with the root of the rate over the table's 20 per second.</summary>
    public static double NoiseV(int gainField, byte register1)
        => Ads122c04Sheet.NoiseAt20SpsV(gainField) * Math.Sqrt(s_continuousClocks[0] / s_continuousClocks[Rate(register1)]);

    private static int Rate(byte register1) => Math.Min(register1 >> 5, 6);

    private static bool IsTurbo(byte register1) => (register1 & Ads122c04Registers.Turbo) != 0;

    private static double ClockUs(byte register1) => IsTurbo(register1) ? 1 / 2.048 : 1 / 1.024;
}
