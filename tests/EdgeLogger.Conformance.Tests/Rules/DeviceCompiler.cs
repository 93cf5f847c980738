using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EdgeLogger.Conformance.Tests.Rules;

/// <summary>Compiles as EdgeLogger.DeviceCheck does, in memory: against nanoFramework's own mscorlib and the stubs, in the C# of
/// the board's project.</summary>
internal static class DeviceCompiler
{
    /// <summary>The C# of EdgeLogger.Device.nfproj: what the compilers have that people build boards' programs with.</summary>
    public const LanguageVersion Language = LanguageVersion.CSharp12;

    // A file of the package nanoFramework.CoreLibrary.
    private static readonly MetadataReference Core =
        MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "nanoFramework", "mscorlib.dll"));

    private static readonly Lazy<CSharpCompilation> StubLibrary =
        new(() => Compile("Stubs", Read(DeviceSources.Stubs()), Core));

    /// <summary>A board's program. The ordinary build has compiled it; here it would be seconds for the same answer.</summary>
    /// <exception cref="InvalidOperationException">What it declares lacks a type: the rules would see nothing there.</exception>
    public static CSharpCompilation CompileProgram()
    {
        CSharpCompilation program = CompileWithStubs(Read(DeviceSources.Program()));
        List<Diagnostic> errors = Errors(program.GetDeclarationDiagnostics());
        return errors.Count == 0
            ? program
            : throw new InvalidOperationException("The board's program does not compile: " + string.Join('\n', errors));
    }

    /// <summary>One file, Seeded.cs.</summary>
    public static CSharpCompilation CompileText(string text) => CompileWithStubs([Parse(text, "Seeded.cs")]);

    /// <summary>The stubs alone.</summary>
    public static CSharpCompilation CompileStubs() => StubLibrary.Value;

    /// <summary>What the compiler refuses in one file. Some of it shows only when code is generated.</summary>
    public static IReadOnlyList<Diagnostic> ErrorsIn(string text) => Errors(CompileText(text).Emit(Stream.Null).Diagnostics);

    private static CSharpCompilation CompileWithStubs(IEnumerable<SyntaxTree> trees) =>
        Compile("EdgeLogger.Device", trees, Core, StubLibrary.Value.ToMetadataReference());

    private static CSharpCompilation Compile(string name, IEnumerable<SyntaxTree> trees, params MetadataReference[] references)
    {
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        return CSharpCompilation.Create(name, trees, references, options);
    }

    private static IEnumerable<SyntaxTree> Read(IEnumerable<string> paths) =>
        paths.Select(path => Parse(File.ReadAllText(Path.Combine(DeviceSources.Repository(), path)), path));

    private static SyntaxTree Parse(string text, string path) =>
        CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(Language), path);

    private static List<Diagnostic> Errors(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).ToList();
}
