using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace EdgeLogger.Harness;

/// <summary>
/// A disk in memory (Linux: tmpfs) at a folder of its own, that can be full at any moment: its size is then what is used of it.
/// </summary>
public sealed class SmallDisk : IDisposable
{
    private const int Attempts = 100;

    private readonly string _options;

    private SmallDisk(string path, string options)
    {
        Path = path;
        _options = options;
    }

    /// <summary>Its folder.</summary>
    public string Path { get; }

    /// <summary>Makes one; null where this user or this system cannot.</summary>
    /// <param name="options">As mount takes them, the size among them: size=6m.</param>
    public static SmallDisk? TryMount(string options = "size=75%")
    {
        string path = Directory.CreateTempSubdirectory("edgelogger-disk-").FullName;
        if (OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", path))
        {
            return new SmallDisk(path, options);
        }

        Directory.Delete(path);
        return null;
    }

    /// <summary>Nothing more can be written to it.</summary>
    /// <exception cref="IOException">It could not be filled.</exception>
    public void Fill()
    {
        // A size below what is used is refused, and the gateway writes on meanwhile.
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            DriveInfo drive = new(Path);
            long used = drive.TotalSize - drive.TotalFreeSpace;
            if (Run("mount", "-o", string.Create(CultureInfo.InvariantCulture, $"remount,size={used}"), Path))
            {
                return;
            }
        }

        throw new IOException($"The small disk at {Path} could not be filled: mount refused {Attempts} times.");
    }

    /// <summary>There is room again.</summary>
    public void Free() => Run("mount", "-o", "remount," + _options, Path);

    /// <summary>Takes it away, with what is on it.</summary>
    public void Dispose()
    {
        Run("umount", Path);
        Directory.Delete(Path);
    }

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
