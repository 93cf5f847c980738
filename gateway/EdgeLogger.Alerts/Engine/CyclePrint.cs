using System;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Alerts.Engine;

/// <summary>
/// What distinguishes the cycles of a test that were judged from others: results that have been derived again are judged again
/// only if they are other ones. FNV-1a; not HashCode, which differs from process to process.
/// </summary>
internal static class CyclePrint
{
    /// <summary>The print of no cycle.</summary>
    public const long Empty = unchecked((long)0xCBF29CE484222325);

    /// <summary>The print of cycles with another one after them.</summary>
    public static long With(long before, Cycle cycle)
    {
        ulong hash = (ulong)before;
        Mix(ref hash, cycle.Number);
        Mix(ref hash, (int)cycle.Flags);
        Mix(ref hash, cycle.Partial ? 1 : 0);
        Mix(ref hash, cycle.CoulombicEfficiency ?? 0);
        foreach (char letter in cycle.Signature)
        {
            Mix(ref hash, letter);
        }

        Mix(ref hash, cycle.Charge);
        Mix(ref hash, cycle.Discharge);
        return (long)hash;
    }

    private static void Mix(ref ulong hash, HalfCycle? half)
    {
        Mix(ref hash, half?.EndS ?? 0);
        Mix(ref hash, half?.Ah ?? 0);
        Mix(ref hash, half?.Wh ?? 0);
    }

    private static void Mix(ref ulong hash, double value) => Mix(ref hash, BitConverter.DoubleToInt64Bits(value));

    private static void Mix(ref ulong hash, long value)
    {
        for (int shift = 0; shift < 64; shift += 8)
        {
            hash = (hash ^ (byte)(value >> shift)) * 0x100000001B3;
        }
    }
}
