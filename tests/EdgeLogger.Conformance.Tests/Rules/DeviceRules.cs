using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EdgeLogger.Conformance.Tests.Rules;

/// <summary>All rules over one compilation.</summary>
internal static class DeviceRules
{
    public static IReadOnlyList<Violation> Check(CSharpCompilation compilation, DeviceApi api)
    {
        var findings = new Findings();
        var staticOrder = new StaticOrderRule(compilation, findings);
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            SemanticModel model = compilation.GetSemanticModel(tree);
            LanguageRules.Check(tree, findings);
            new LibraryRules(model, api, findings).Check();
            new TextRules(model, findings).Check();
            staticOrder.Check(tree);
        }

        new RecursionRule(compilation, findings).Check();
        return findings.InOrder;
    }
}
