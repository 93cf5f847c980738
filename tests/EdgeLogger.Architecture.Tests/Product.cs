using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;

namespace EdgeLogger.Architecture.Tests;

/// <summary>
/// What the product is built of: the projects of gateway/, shared/ and the board's program, as built beside these tests.
/// </summary>
internal static class Product
{
    /// <summary>The assembly of the command line.</summary>
    public const string Program = "edgelogger";

    /// <summary>The assembly of shared/.</summary>
    public const string Shared = "EdgeLogger.Shared";

    /// <summary>The repository.</summary>
    public static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    /// <summary>Names of the assemblies, one for each project.</summary>
    public static IReadOnlyList<string> Assemblies { get; } =
        ["EdgeLogger.Firmware", Shared, .. ProjectsIn("gateway").Select(name => name == "EdgeLogger.Gateway" ? Program : name)];

    /// <summary>Names of the projects, which are their namespaces too, that judge the product or stand beside it.</summary>
    public static IReadOnlyList<string> BesideTheProduct { get; } =
        [.. ProjectsIn("bench"), .. ProjectsIn("firmware"), .. ProjectsIn("hardware"), .. ProjectsIn("tests")];

    /// <summary>
    /// The file that says what the program is shipped with. Built into the same folder of its project as these tests are in
    /// theirs.
    /// </summary>
    public static string DependenciesOfTheProgram => Path.Combine(Root, "gateway", "EdgeLogger.Gateway",
        Path.GetRelativePath(Path.Combine(Root, "tests", "EdgeLogger.Architecture.Tests"), AppContext.BaseDirectory),
        Program + ".deps.json");

    /// <summary>The file of an assembly.</summary>
    public static string PathOf(string assembly) => Path.Combine(AppContext.BaseDirectory, assembly + ".dll");

    private static IEnumerable<string> ProjectsIn(string folder) => Directory.EnumerateDirectories(Path.Combine(Root, folder))
        .Where(project => Directory.EnumerateFiles(project, "*.csproj").Any()).Select(project => Path.GetFileName(project)!)
        .Order(StringComparer.Ordinal);

    private static string Here([CallerFilePath] string path = "") => path;
}
