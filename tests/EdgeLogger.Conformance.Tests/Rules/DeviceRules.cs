using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EdgeLogger.Conformance.Tests.Rules;

/// <summary>All rules over one compilation.</summary>
internal static class DeviceRules
{
    /// <summary>Checks code that both flavours share.</summary>
    public static IReadOnlyList<Violation> Check(CSharpCompilation compilation, DeviceApi api) =>
        Check(compilation, compilation.SyntaxTrees, api);

    /// <summary>Checks the files of the device flavour alone: they may use nanoFramework's own libraries, as far as the stubs have them.</summary>
    public static IReadOnlyList<Violation> CheckDevice(CSharpCompilation compilation) =>
        Check(compilation, compilation.SyntaxTrees.Where(DeviceSources.IsDevice), DeviceApi.LoadForDevice(compilation));

    private static List<Violation> Check(CSharpCompilation compilation, IEnumerable<SyntaxTree> trees, DeviceApi api)
    {
        var findings = new Findings();
        var staticOrder = new StaticOrderRule(compilation, findings);
        foreach (SyntaxTree tree in trees)
        {
            SemanticModel model = compilation.GetSemanticModel(tree);
            LanguageRules.Check(tree, findings);
            new LibraryRules(model, api, findings).Check();
            new TextRules(model, findings).Check();
            new SignRule(model, findings).Check();
            staticOrder.Check(tree);
        }

        new RecursionRule(compilation, findings).Check();
        return findings.InOrder;
    }
}
