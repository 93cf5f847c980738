using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;

namespace EdgeLogger.Architecture.Tests;

/// <summary>What the product is built of: the projects of gateway/, shared/ and the board's program, as built beside these tests.</summary>
internal static class Product
{
    /// <summary>The repository.</summary>
    public static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    /// <summary>The assembly of the command line.</summary>
    public const string Program = "edgelogger";

    /// <summary>Names of the assemblies, one for each project.</summary>
    public static IReadOnlyList<string> Assemblies =>
    [
        "EdgeLogger.Firmware", "EdgeLogger.Shared",
        .. Directory.EnumerateDirectories(Path.Combine(Root, "gateway"))
            .Where(folder => Directory.EnumerateFiles(folder, "*.csproj").Any())
            .Select(Path.GetFileName).Select(name => name == "EdgeLogger.Gateway" ? Program : name!).Order(StringComparer.Ordinal),
    ];

    /// <summary>The file of an assembly.</summary>
    public static string PathOf(string assembly) => Path.Combine(AppContext.BaseDirectory, assembly + ".dll");

    private static string Here([CallerFilePath] string path = "") => path;
}
