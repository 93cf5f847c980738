using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Tests;

/// <summary>A half cycle of an hour, without the work of measuring it.</summary>
internal static class MadeHalf
{
    public static HalfCycle Of(Direction direction, double ah, double meanV = 3.6, HalfDetail? detail = null) => new()
    {
        Index = 0,
        Direction = direction,
        FirstRow = 0,
        LastRow = 1,
        StartS = 0,
        EndS = 3600,
        Ah = ah,
        Wh = ah * meanV,
        AhLow = ah,
        AhHigh = ah,
        MaxVoltageV = 4.6,
        MinVoltageV = 2,
        MeanCurrentA = 1,
        ConstantVoltage = false,
        Partial = false,
        Provisional = false,
        Flags = QualityFlags.None,
        Detail = detail,
    };
}
