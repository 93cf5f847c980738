using System.Runtime.CompilerServices;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Turning;

/// <summary>A row in which current flows.</summary>
internal struct FlowMark
{
    /// <summary>Row index plus one; zero is not a row, so that an empty mark is the default value.</summary>
    public long RowPlusOne;
    public double TimeS;
    public double VoltageV;

    /// <summary>Absolute current, A.</summary>
    public double AbsoluteA;

    public readonly bool Exists => RowPlusOne > 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(in Reading reading, double absoluteA)
    {
        RowPlusOne = reading.Row + 1;
        TimeS = reading.TimeS;
        VoltageV = reading.VoltageV;
        AbsoluteA = absoluteA;
    }
}
