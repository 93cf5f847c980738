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

    private static readonly string[] Parts = ["shared", Path.Combine("firmware", "EdgeLogger.Firmware")];

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

    /// <summary>Every C# file of shared/ and firmware/EdgeLogger.Firmware, path relative to the repository.</summary>
    public static IReadOnlyList<string> Files(string repository) => Parts
        .SelectMany(part => Directory.EnumerateFiles(Path.Combine(repository, part), "*.cs", SearchOption.AllDirectories))
        .Select(path => Path.GetRelativePath(repository, path))
        .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj"))
        .Order(StringComparer.Ordinal)
        .ToList();

    public static CSharpCompilation CompileFiles()
    {
        string repository = Repository();
        return Compile(Files(repository).Select(path => Parse(File.ReadAllText(Path.Combine(repository, path)), path)));
    }

    public static CSharpCompilation CompileText(string text) => Compile([Parse(text, "Seeded.cs")]);

    private static SyntaxTree Parse(string text, string path) =>
        CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp14), path);

    /// <exception cref="InvalidOperationException">The sources do not compile: nothing could be said of them.</exception>
    private static CSharpCompilation Compile(IEnumerable<SyntaxTree> trees)
    {
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable);
        var compilation = CSharpCompilation.Create("EdgeLogger.Device", trees, Framework, options);
        List<Diagnostic> errors = compilation.GetDiagnostics().Where(one => one.Severity == DiagnosticSeverity.Error).ToList();
        return errors.Count == 0
            ? compilation
            : throw new InvalidOperationException("The sources do not compile: " + string.Join('\n', errors));
    }
}
