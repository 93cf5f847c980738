using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EdgeLogger.Conformance.Tests.Rules;

/// <summary>The device runs all static initialisers at start, in an order of its own: none may read another class's static,
/// neither itself nor through a method, a property or a constructor it calls.</summary>
internal sealed class StaticOrderRule(BoundSources sources, Findings findings)
{
    public void Check(SyntaxTree tree)
    {
        foreach (SyntaxNode node in tree.GetRoot().DescendantNodes())
        {
            if (Initialiser(node) is { } body && Model(node).GetEnclosingSymbol(body.SpanStart)?.ContainingType is { } owner)
            {
                Follow(body, owner, body, new HashSet<SyntaxNode>());
            }
        }
    }

    private static SyntaxNode? Initialiser(SyntaxNode node) => node switch
    {
        VariableDeclaratorSyntax { Initializer: { } value, Parent.Parent: FieldDeclarationSyntax field }
            when IsStatic(field) => value,
        PropertyDeclarationSyntax { Initializer: { } value } property when IsStatic(property) => value,
        ConstructorDeclarationSyntax constructor
            when IsStatic(constructor) => (SyntaxNode?)constructor.Body ?? constructor.ExpressionBody,
        _ => null,
    };

    private static bool IsStatic(MemberDeclarationSyntax member) => member.Modifiers.Any(SyntaxKind.StaticKeyword);

    private void Follow(SyntaxNode code, INamedTypeSymbol owner, SyntaxNode initialiser, HashSet<SyntaxNode> followed)
    {
        if (!followed.Add(code))
        {
            return;
        }

        foreach (SyntaxNode node in code.DescendantNodesAndSelf())
        {
            ISymbol? symbol = Model(node).GetSymbolInfo(node).Symbol;
            if (ReadsStaticOfAnother(symbol, owner))
            {
                findings.Add(Rule.StaticOrder, initialiser, symbol!.ToDisplayString());
            }
            else if (symbol is IMethodSymbol or IPropertySymbol)
            {
                foreach (SyntaxNode called in CodeOf(symbol))
                {
                    Follow(called, owner, initialiser, followed);
                }
            }
        }
    }

    private static bool ReadsStaticOfAnother(ISymbol? symbol, INamedTypeSymbol owner) =>
        symbol is IFieldSymbol { IsStatic: true, IsConst: false } or IPropertySymbol { IsStatic: true }
        && IsStored(symbol)
        && !SymbolEqualityComparer.Default.Equals(symbol.ContainingType, owner);

    private static bool IsStored(ISymbol symbol) => symbol is IFieldSymbol || symbol.ContainingType.GetMembers()
        .Any(member => member is IFieldSymbol field && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, symbol));

    /// <summary>The symbol's own declaration and, for a constructor, the initialisers of the instance's fields.</summary>
    private static IEnumerable<SyntaxNode> CodeOf(ISymbol symbol)
    {
        IEnumerable<SyntaxNode> own = symbol.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax());
        return symbol is IMethodSymbol { MethodKind: MethodKind.Constructor }
            ? own.Where(node => node is not TypeDeclarationSyntax).Concat(symbol.ContainingType.GetMembers()
                .Where(member => member is IFieldSymbol { IsStatic: false } or IPropertySymbol { IsStatic: false })
                .SelectMany(member => member.DeclaringSyntaxReferences)
                .Select(reference => InstanceInitialiser(reference.GetSyntax())).OfType<SyntaxNode>())
            : own;
    }

    private static EqualsValueClauseSyntax? InstanceInitialiser(SyntaxNode node) => node switch
    {
        VariableDeclaratorSyntax field => field.Initializer,
        PropertyDeclarationSyntax property => property.Initializer,
        _ => null,
    };

    private SemanticModel Model(SyntaxNode node) => sources.Model(node.SyntaxTree);
}
