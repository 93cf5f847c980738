using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace EdgeLogger.Bench.Soak;

/// <summary>A disk in memory (Linux: tmpfs) that can be full at any moment: its size is then what is used of it.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const int Attempts = 10;
    private const string Room = "size=75%";

    private readonly string _directory;

    private SmallDisk(string directory) => _directory = directory;

    /// <summary>Puts one at an empty folder; null where this user or this system cannot.</summary>
    public static SmallDisk? TryMount(string directory) =>
        OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", Room, "tmpfs", directory) ? new SmallDisk(directory) : null;

    /// <summary>Nothing more can be written to it.</summary>
    public void Fill()
    {
        // A size below what is used is refused, and the gateway writes on meanwhile.
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            DriveInfo drive = new(_directory);
            long used = drive.TotalSize - drive.TotalFreeSpace;
            if (Run("mount", "-o", string.Create(CultureInfo.InvariantCulture, $"remount,size={used}"), _directory))
            {
                return;
            }
        }
    }

    /// <summary>There is room again.</summary>
    public void Free() => Run("mount", "-o", "remount," + Room, _directory);

    /// <summary>Takes it away, with what is on it.</summary>
    public void Dispose() => Run("umount", _directory);

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            // There is no such program.
            return false;
        }
    }
}
