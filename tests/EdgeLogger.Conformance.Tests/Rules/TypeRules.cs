using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EdgeLogger.Conformance.Tests.Rules;

/// <summary>Types, written down or not: generic ones and arrays of several dimensions fail on the device.</summary>
internal sealed class TypeRules(SemanticModel model, Findings findings)
{
    public void Check()
    {
        foreach (ExpressionSyntax node in model.SyntaxTree.GetRoot().DescendantNodes().OfType<ExpressionSyntax>())
        {
            TypeInfo info = model.GetTypeInfo(node);
            Check(node, info.Type);
            Check(node, info.ConvertedType);
        }
    }

    private void Check(ExpressionSyntax node, ITypeSymbol? type)
    {
        while (type is IArrayTypeSymbol array)
        {
            if (array.Rank > 1)
            {
                findings.Add(Rule.MultidimensionalArray, node, array.ToDisplayString());
            }

            type = array.ElementType;
        }

        if (type is INamedTypeSymbol { IsGenericType: true })
        {
            findings.Add(Rule.GenericType, node, type.ToDisplayString());
        }
    }
}
