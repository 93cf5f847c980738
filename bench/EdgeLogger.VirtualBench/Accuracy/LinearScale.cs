using System;
using EdgeLogger.Firmware.Sampling;

namespace EdgeLogger.VirtualBench.Accuracy;

/// <summary>A channel's codes in its unit.</summary>
/// <param name="PerCode">Value of one code.</param>
/// <param name="AtZero">Value of code 0.</param>
internal readonly record struct LinearScale(double PerCode, double AtZero)
{
    public static LinearScale Of(ChannelSchema channel) => new(
        channel.ScaleMantissa * Math.Pow(10, channel.ScaleExponent),
        channel.OffsetMantissa * Math.Pow(10, channel.OffsetExponent));
}
