using System;
using System.Globalization;
using System.IO;
using EdgeLogger.FrameLog.Maintenance;

namespace EdgeLogger.Gateway.Doctor;

/// <summary>Whether the disk will last.</summary>
internal static class DiskExamination
{
    private const double Gib = 1024.0 * 1024 * 1024;
    private const double Mib = 1024.0 * 1024;
    private const double FewDays = 14;

    /// <summary>Compares the space that is free with what the last week has taken.</summary>
    public static Finding Examine(string directory, AuditReport report)
    {
        long free = new DriveInfo(Path.GetFullPath(directory)).AvailableFreeSpace;
        long file = new FileInfo(Path.Combine(directory, "frames.db")).Length;
        // What the file takes for a byte of frame, rows and indexes included.
        double overhead = report.FrameBytes > 0 ? (double)file / report.FrameBytes : 1;
        double bytesADay = report.FrameBytesADay * overhead;
        double days = bytesADay > 0 ? free / bytesADay : double.PositiveInfinity;
        string what = string.Create(
            CultureInfo.InvariantCulture, $"disk: {free / Gib:F1} GiB free, the log has {file / Mib:N1} MiB");
        if (double.IsFinite(days))
        {
            what += string.Create(CultureInfo.InvariantCulture,
                $"; enough for {Math.Min(days, 99_999):N0} days at the rate of the last week");
        }

        return days < FewDays || free < Gib
            ? new Finding(FindingLevel.Bad, what,
                "Free some space or move the data directory. When it is full, boards keep their frames until there is room.")
            : new Finding(FindingLevel.Good, what);
    }
}
