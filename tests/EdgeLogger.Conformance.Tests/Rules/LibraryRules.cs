using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EdgeLogger.Conformance.Tests.Rules;

/// <summary>What the compiler bound: every type an expression has, and every library member it names or calls unseen.</summary>
internal sealed class LibraryRules(SemanticModel model, DeviceApi api, Findings findings)
{
    public void Check()
    {
        foreach (SyntaxNode node in model.SyntaxTree.GetRoot().DescendantNodes())
        {
            TypeInfo info = model.GetTypeInfo(node);
            CheckType(node, info.Type);
            CheckType(node, info.ConvertedType);
            if (node is not TypeSyntax { Parent: UsingDirectiveSyntax or QualifiedNameSyntax })
            {
                CheckSymbol(node, model.GetSymbolInfo(node).Symbol);
            }

            CheckUnseenCalls(node);
        }
    }

    /// <summary>Calls the compiler adds: foreach, collection initialisers, user conversions, overrides.</summary>
    private void CheckUnseenCalls(SyntaxNode node)
    {
        switch (node)
        {
            case CommonForEachStatementSyntax loop when !IsLoweredToIndices(loop):
                ForEachStatementInfo calls = model.GetForEachStatementInfo(loop);
                CheckSymbol(loop, calls.GetEnumeratorMethod);
                CheckSymbol(loop, calls.MoveNextMethod);
                CheckSymbol(loop, calls.CurrentProperty);
                break;
            case InitializerExpressionSyntax { RawKind: (int)SyntaxKind.CollectionInitializerExpression } initializer:
                foreach (ExpressionSyntax element in initializer.Expressions)
                {
                    CheckSymbol(element, model.GetCollectionInitializerSymbolInfo(element).Symbol);
                }

                break;
            case ExpressionSyntax expression:
                CheckSymbol(expression, model.GetConversion(expression).MethodSymbol);
                break;
            case BaseMethodDeclarationSyntax method:
                CheckSymbol(method, model.GetDeclaredSymbol(method)?.OverriddenMethod);
                break;
            case PropertyDeclarationSyntax property:
                CheckSymbol(property, model.GetDeclaredSymbol(property)?.OverriddenProperty);
                break;
            default:
                break;
        }
    }

    private bool IsLoweredToIndices(CommonForEachStatementSyntax loop) =>
        model.GetTypeInfo(loop.Expression).Type is IArrayTypeSymbol or { SpecialType: SpecialType.System_String };

    private void CheckSymbol(SyntaxNode node, ISymbol? symbol)
    {
        switch (symbol)
        {
            case INamedTypeSymbol type:
                CheckType(node, type);
                break;
            case IMethodSymbol { IsGenericMethod: true }:
                findings.Add(Rule.GenericMethod, node, symbol.ToDisplayString());
                break;
            case IMethodSymbol { MethodKind: MethodKind.BuiltinOperator or MethodKind.DelegateInvoke or MethodKind.LocalFunction }:
                break;
            case IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol when IsForeign(symbol):
                CheckMember(node, symbol);
                break;
            default:
                break;
        }
    }

    private void CheckMember(SyntaxNode node, ISymbol member)
    {
        if (member.ContainingType is not { IsGenericType: false, TypeKind: not TypeKind.Delegate } type)
        {
            CheckType(node, member.ContainingType);
        }
        else if (!api.Has(Signature.Of(member)) && !api.Has(Signature.Of(member, Receiver(node))))
        {
            string rule = type.SpecialType == SpecialType.System_Decimal ? Rule.Decimal : Rule.NotInTheLibrary;
            findings.Add(rule, node, Signature.Of(member));
        }
    }

    /// <summary>The type a member is asked of: the device declares some members lower in the hierarchy than .NET does.</summary>
    private INamedTypeSymbol? Receiver(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax call => Receiver(call.Expression),
        MemberAccessExpressionSyntax access => model.GetTypeInfo(access.Expression).Type as INamedTypeSymbol,
        SimpleNameSyntax { Parent: MemberAccessExpressionSyntax access } name when access.Name == name => Receiver(access),
        _ => null,
    };

    private void CheckType(SyntaxNode node, ITypeSymbol? type)
    {
        while (type is IArrayTypeSymbol array)
        {
            if (array.Rank > 1)
            {
                findings.Add(Rule.MultidimensionalArray, node, array.ToDisplayString());
            }

            type = array.ElementType;
        }

        if (type is not null && RuleOf(type) is string rule)
        {
            findings.Add(rule, node, rule == Rule.NotInTheLibrary ? Signature.Of(type) : type.ToDisplayString());
        }
    }

    private string? RuleOf(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Dynamic } => Rule.Dynamic,
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => Rule.Pointer,
        { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } => Rule.NullableValue,
        { SpecialType: SpecialType.System_Decimal } => Rule.Decimal,
        { IsTupleType: true } => Rule.Tuple,
        { IsAnonymousType: true } => Rule.AnonymousType,
        ITypeParameterSymbol or INamedTypeSymbol { IsGenericType: true } => Rule.GenericType,
        INamedTypeSymbol named when IsForeign(named) && !api.Has(Signature.Of(named)) => Rule.NotInTheLibrary,
        _ => null,
    };

    private bool IsForeign(ISymbol symbol) => symbol.ContainingAssembly is { } assembly
        && (!SymbolEqualityComparer.Default.Equals(assembly, model.Compilation.Assembly)
            || symbol.DeclaringSyntaxReferences.Any(reference => DeviceSources.IsStub(reference.SyntaxTree)));
}
