using System.Runtime.CompilerServices;

namespace EdgeLogger.Cycles.Integration;

/// <summary>A mean over the last rows, roughly: each new value moves it by its share.</summary>
internal static class RunningMean
{
    /// <summary>
    /// The part of a deviation that the mean takes over: all of the first value's, then less, then one of memory.
    /// </summary>
    /// <param name="deviation">The new value minus the mean.</param>
    /// <param name="rows">How many values there are, this one included.</param>
    /// <param name="memoryRows">A power of two: dividing by it is exact as a product.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Share(double deviation, long rows, double memoryRows) =>
        rows >= memoryRows ? deviation * (1 / memoryRows) : deviation / rows;
}
