using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EdgeLogger.Conformance.Tests.Rules;

/// <summary>Language features that are visible in the syntax alone.</summary>
internal static class LanguageRules
{
    public static void Check(SyntaxTree tree, Findings findings)
    {
        foreach (SyntaxNode node in tree.GetRoot().DescendantNodes())
        {
            if (RuleOf(node) is string rule)
            {
                findings.Add(rule, node, FirstLine(node));
            }
        }

        foreach (SyntaxToken token in tree.GetRoot().DescendantTokens())
        {
            if (RuleOf(token.Kind()) is string rule)
            {
                findings.Add(rule, token);
            }
        }
    }

    private static string? RuleOf(SyntaxNode node) => node.Kind() switch
    {
        SyntaxKind.RecordDeclaration or SyntaxKind.RecordStructDeclaration => Rule.Record,
        SyntaxKind.TupleExpression or SyntaxKind.TupleType or SyntaxKind.ParenthesizedVariableDesignation => Rule.Tuple,
        SyntaxKind.AnonymousObjectCreationExpression => Rule.AnonymousType,
        SyntaxKind.StackAllocArrayCreationExpression or SyntaxKind.ImplicitStackAllocArrayCreationExpression => Rule.StackAlloc,
        SyntaxKind.RangeExpression or SyntaxKind.IndexExpression or SyntaxKind.ListPattern => Rule.RangeOrIndex,
        SyntaxKind.CollectionExpression => Rule.CollectionExpression,
        SyntaxKind.YieldReturnStatement or SyntaxKind.YieldBreakStatement => Rule.Iterator,
        SyntaxKind.QueryExpression => Rule.Query,
        SyntaxKind.CheckedExpression or SyntaxKind.CheckedStatement => Rule.CheckedArithmetic,
        SyntaxKind.TypeParameterList => node.Parent is MethodDeclarationSyntax or LocalFunctionStatementSyntax
            ? Rule.GenericMethod
            : Rule.GenericType,
        SyntaxKind.ArrayRankSpecifier when ((ArrayRankSpecifierSyntax)node).Rank > 1 => Rule.MultidimensionalArray,
        _ => IsDefaultInterfaceMember(node) ? Rule.DefaultInterfaceMember : null,
    };

    private static string? RuleOf(SyntaxKind token) => token switch
    {
        SyntaxKind.AsyncKeyword or SyntaxKind.AwaitKeyword => Rule.Async,
        SyntaxKind.RequiredKeyword => Rule.RequiredMember,
        SyntaxKind.VolatileKeyword => Rule.Volatile,
        SyntaxKind.UnsafeKeyword or SyntaxKind.FixedKeyword => Rule.Pointer,
        _ => null,
    };

    private static bool IsDefaultInterfaceMember(SyntaxNode node) =>
        node is MemberDeclarationSyntax { Parent: InterfaceDeclarationSyntax } member
        && (member.Modifiers.Any(SyntaxKind.StaticKeyword) || HasBody(member));

    private static bool HasBody(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.Body is not null || method.ExpressionBody is not null,
        PropertyDeclarationSyntax { ExpressionBody: not null } or IndexerDeclarationSyntax { ExpressionBody: not null } => true,
        BasePropertyDeclarationSyntax { AccessorList: { } list } =>
            list.Accessors.Any(accessor => accessor.Body is not null || accessor.ExpressionBody is not null),
        _ => false,
    };

    private static string FirstLine(SyntaxNode node) => node.ToString().Split('\n')[0].Trim();
}
