using System.Collections.Generic;
using System.IO;

namespace EdgeLogger.Cycles.DifferentialCapacity;

/// <summary>Peaks in saved states.</summary>
internal static class PeakBytes
{
    public static void Write(BinaryWriter to, IReadOnlyList<DifferentialCapacityPeak> peaks)
    {
        to.Write((byte)peaks.Count);
        foreach (DifferentialCapacityPeak peak in peaks)
        {
            to.Write(peak.VoltageV);
            to.Write(peak.AhPerV);
        }
    }

    public static DifferentialCapacityPeak[] Read(BinaryReader from)
    {
        var peaks = new DifferentialCapacityPeak[from.ReadByte()];
        for (int i = 0; i < peaks.Length; i++)
        {
            peaks[i] = new DifferentialCapacityPeak(from.ReadDouble(), from.ReadDouble());
        }

        return peaks;
    }
}
