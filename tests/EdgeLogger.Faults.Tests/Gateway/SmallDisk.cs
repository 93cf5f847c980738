using System;
using System.Diagnostics;
using System.IO;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>A small disk in memory, mounted for a test; the test is skipped where this user may not mount.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _ballast;

    public SmallDisk(string options)
    {
        Path = Directory.CreateTempSubdirectory("edgelogger-disk-").FullName;
        _ballast = System.IO.Path.Combine(Path, "ballast");
        bool isMounted = OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", Path);
        if (!isMounted)
        {
            Directory.Delete(Path);
        }

        Assert.SkipUnless(isMounted, "tmpfs cannot be mounted by this user.");
    }

    public string Path { get; }

    /// <summary>Takes all that is free.</summary>
    public void Fill()
    {
        try
        {
            using FileStream file = File.Create(_ballast);
            while (true)
            {
                file.Write(new byte[4096]);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full, as wanted.
        }
    }

    /// <summary>Gives it back.</summary>
    public void Free() => File.Delete(_ballast);

    public void Dispose()
    {
        Assert.True(Run("umount", Path));
        Directory.Delete(Path);
    }

    private static bool Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
