using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EdgeLogger.Conformance.Tests.Rules;

/// <summary>All rules over one compilation.</summary>
internal static class DeviceRules
{
    public static IReadOnlyList<Violation> Check(CSharpCompilation compilation)
    {
        var findings = new Findings();
        var sources = new BoundSources(compilation);
        var staticOrder = new StaticOrderRule(sources, findings);
        foreach (SyntaxTree tree in sources.Trees)
        {
            SemanticModel model = sources.Model(tree);
            LanguageRules.Check(tree, findings);
            new TypeRules(model, findings).Check();
            new TextRules(model, findings).Check();
            new SignRule(model, findings).Check();
            staticOrder.Check(tree);
        }

        new RecursionRule(sources, findings).Check();
        return findings.InOrder;
    }
}
