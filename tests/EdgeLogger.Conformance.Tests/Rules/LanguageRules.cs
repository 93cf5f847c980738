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
    }

    private static string? RuleOf(SyntaxNode node) => node.Kind() switch
    {
        SyntaxKind.CollectionExpression => Rule.CollectionExpression,
        SyntaxKind.CheckedExpression or SyntaxKind.CheckedStatement => Rule.CheckedArithmetic,
        SyntaxKind.TypeParameterList => node.Parent is MethodDeclarationSyntax or LocalFunctionStatementSyntax
            ? Rule.GenericMethod
            : Rule.GenericType,
        _ => IsDefaultInterfaceMember(node) ? Rule.DefaultInterfaceMember : null,
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
