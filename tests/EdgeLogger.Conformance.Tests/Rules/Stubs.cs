using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EdgeLogger.Conformance.Tests.Rules;

/// <summary>The types and members that DeviceCheck/Stubs/ declares.</summary>
internal static class Stubs
{
    public static IEnumerable<ISymbol> Of(CSharpCompilation compilation) => compilation.SyntaxTrees
        .SelectMany(tree => Types(compilation.GetSemanticModel(tree)))
        .SelectMany(type => type.GetMembers().Where(IsDeclared).Prepend(type));

    private static IEnumerable<INamedTypeSymbol> Types(SemanticModel model) => model.SyntaxTree.GetRoot().DescendantNodes()
        .Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
        .Select(node => (INamedTypeSymbol)model.GetDeclaredSymbol(node)!);

    private static bool IsDeclared(ISymbol member) => !member.IsImplicitlyDeclared
        && member is not INamedTypeSymbol
        && member is not IMethodSymbol { AssociatedSymbol: not null };
}
