using System;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EdgeLogger.Architecture.Tests.Seeded;

/// <summary>An assembly with a fault in its order, compiled from a few lines. Its file is deleted at the end.</summary>
internal sealed class SeededAssembly : IDisposable
{
    private static readonly MetadataReference[] Library =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path))];

    private readonly string _folder = Directory.CreateTempSubdirectory("edgelogger-seeded-").FullName;

    public SeededAssembly(string source)
    {
        CSharpCompilation compilation = CSharpCompilation.Create("Seeded", [CSharpSyntaxTree.ParseText(source)], Library,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.Emit(File).Diagnostics.Where(each => each.Severity == DiagnosticSeverity.Error));
    }

    /// <summary>The assembly's file.</summary>
    public string File => Path.Combine(_folder, "Seeded.dll");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
