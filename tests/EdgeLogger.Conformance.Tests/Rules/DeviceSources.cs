using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace EdgeLogger.Conformance.Tests.Rules;

/// <summary>The C# files that a board's program is made of. Paths are relative to the repository.</summary>
internal static class DeviceSources
{
    private static readonly string[] Parts = ["shared", Firmware("Firmware"), Firmware("Device"), Firmware("DeviceTrial")];

    // On a board the native routine takes its place.
    private static readonly string ManagedCrc = Path.Combine("shared", "Frames", "Crc32.cs");

    /// <summary>The folder that holds EdgeLogger.sln.</summary>
    public static string Repository()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EdgeLogger.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run inside the repository.");
    }

    /// <summary>The program, with the simulated day.</summary>
    public static IEnumerable<string> Program() => FilesOf(Parts).Where(path => path != ManagedCrc);

    /// <summary>What stands for nanoFramework's libraries.</summary>
    public static IEnumerable<string> Stubs() => FilesOf([Path.Combine(Firmware("DeviceCheck"), "Stubs")]);

    private static string Firmware(string name) => Path.Combine("firmware", "EdgeLogger." + name);

    private static IEnumerable<string> FilesOf(string[] folders) => folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository(), folder), "*.cs", SearchOption.AllDirectories))
        .Select(path => Path.GetRelativePath(Repository(), path))
        .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj"))
        .Order(StringComparer.Ordinal);
}
