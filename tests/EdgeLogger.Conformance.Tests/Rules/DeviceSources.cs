using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EdgeLogger.Conformance.Tests.Rules;

/// <summary>The sources of the device flavour, and their compilation against the framework that runs the test.</summary>
internal static class DeviceSources
{
    private static readonly MetadataReference[] Framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
        .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
        .ToArray();

    private static readonly string[] Parts =
        ["shared", Path.Combine("firmware", "EdgeLogger.Firmware"), Path.Combine("firmware", "EdgeLogger.DeviceTrial")];

    /// <summary>The C# of EdgeLogger.Device.nfproj: what the compilers have that people build boards' programs with.</summary>
    public const LanguageVersion ProjectLanguage = LanguageVersion.CSharp12;

    private static readonly string DeviceFolder = Path.Combine("firmware", "EdgeLogger.Device") + Path.DirectorySeparatorChar;
    private static readonly string TrialFolder = Path.Combine("firmware", "EdgeLogger.DeviceTrial") + Path.DirectorySeparatorChar;
    private static readonly string StubFolder =
        Path.Combine("tests", "EdgeLogger.Conformance.Tests", "DeviceStub") + Path.DirectorySeparatorChar;
    private static readonly Lazy<CSharpCompilation> Device = new(CompileWholeDevice);
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

    /// <summary>Every C# file that both flavours compile, path relative to the repository.</summary>
    public static IReadOnlyList<string> Files(string repository) => FilesOf(repository, Parts);

    /// <summary>What both flavours share.</summary>
    public static CSharpCompilation CompileFiles() => Compile(Files(Repository()), []);

    /// <summary>The device flavour as a board gets it, with stubs for nanoFramework's own libraries.</summary>
    public static CSharpCompilation CompileDevice() => Device.Value;

    /// <summary>One file of the device's folder alone, with the stubs.</summary>
    public static CSharpCompilation CompileDeviceText(string text) =>
        Compile(FilesOf(Repository(), [StubFolder]), [Parse(text, DeviceFolder + "Seeded.cs")]);

    public static CSharpCompilation CompileText(string text) => Compile([], [Parse(text, "Seeded.cs")]);

    /// <summary>The stubs alone.</summary>
    public static CSharpCompilation CompileStubs() => Compile(FilesOf(Repository(), [StubFolder]), []);

    /// <summary>Whether the file belongs to the device flavour alone.</summary>
    public static bool IsDevice(SyntaxTree tree) => tree.FilePath.StartsWith(DeviceFolder, StringComparison.Ordinal);

    /// <summary>Whether the file stands for a library.</summary>
    public static bool IsStub(SyntaxTree tree) => tree.FilePath.StartsWith(StubFolder, StringComparison.Ordinal);

    private static CSharpCompilation CompileWholeDevice()
    {
        string repository = Repository();
        IEnumerable<string> core = Files(repository)
            .Where(path => path != ManagedCrc && !path.StartsWith(TrialFolder, StringComparison.Ordinal));
        return Compile(core.Concat(FilesOf(repository, [DeviceFolder, StubFolder])), [], ProjectLanguage);
    }

    private static List<string> FilesOf(string repository, string[] folders) => folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(repository, folder), "*.cs", SearchOption.AllDirectories))
        .Select(path => Path.GetRelativePath(repository, path))
        .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj"))
        .Order(StringComparer.Ordinal)
        .ToList();

    private static SyntaxTree Parse(string text, string path, LanguageVersion language = LanguageVersion.CSharp14) =>
        CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(language), path);

    /// <exception cref="InvalidOperationException">The sources do not compile: nothing could be said of them.</exception>
    private static CSharpCompilation Compile(
        IEnumerable<string> paths, IEnumerable<SyntaxTree> added, LanguageVersion language = LanguageVersion.CSharp14)
    {
        string repository = Repository();
        IEnumerable<SyntaxTree> trees =
            paths.Select(path => Parse(File.ReadAllText(Path.Combine(repository, path)), path, language)).Concat(added);
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable);
        var compilation = CSharpCompilation.Create("EdgeLogger.Device", trees, Framework, options);
        List<Diagnostic> errors = compilation.GetDiagnostics().Where(one => one.Severity == DiagnosticSeverity.Error).ToList();
        return errors.Count == 0
            ? compilation
            : throw new InvalidOperationException("The sources do not compile: " + string.Join('\n', errors));
    }
}
