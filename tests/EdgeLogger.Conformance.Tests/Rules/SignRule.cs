using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EdgeLogger.Conformance.Tests.Rules;

/// <summary>
/// On the interpreter's stack a number keeps the sign of where it came from: the compiler emits nothing for <c>(int)</c> of a
/// uint or <c>(long)</c> of a ulong, and the result of an operator has the sign of its left operand. What is negative there is
/// then widened, shifted and divided as if it were huge, until a field, an array element or a narrower conversion gives it its
/// type. Reported is a signed number of unsigned origin that leaves its expression otherwise.
/// </summary>
internal sealed class SignRule(SemanticModel model, Findings findings)
{
    public void Check()
    {
        foreach (SyntaxNode node in model.SyntaxTree.GetRoot().DescendantNodes())
        {
            if (node is ExpressionSyntax origin && IsUnsignedBehindASignedType(origin) && Leaves(origin))
            {
                findings.Add(Rule.UnsignedOrigin, origin, origin.ToString());
            }
        }
    }

    private bool IsUnsignedBehindASignedType(ExpressionSyntax node) => node switch
    {
        _ when model.GetConstantValue(node).HasValue => false,
        CastExpressionSyntax cast => IsSilent(model.GetTypeInfo(cast.Expression).Type, model.GetTypeInfo(cast).Type),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression } difference =>
            IsSigned(model.GetTypeInfo(difference).Type) && IsWidened(difference.Left),
        _ => false,
    };

    /// <summary>uint to int and ulong to long: the same bits, no instruction.</summary>
    private static bool IsSilent(ITypeSymbol? from, ITypeSymbol? to) => (from?.SpecialType, to?.SpecialType) is
        (SpecialType.System_UInt32, SpecialType.System_Int32) or (SpecialType.System_UInt64, SpecialType.System_Int64);

    private static bool IsSigned(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64;

    /// <summary>A uint made a long is unsigned too, and negative once something is taken from it.</summary>
    private bool IsWidened(ExpressionSyntax node) => Plain(node) switch
    {
        CastExpressionSyntax cast => IsUInt(cast.Expression) && IsSigned(model.GetTypeInfo(cast).Type),
        ExpressionSyntax plain => IsUInt(plain) && IsSigned(model.GetTypeInfo(plain).ConvertedType),
    };

    private bool IsUInt(ExpressionSyntax node) => model.GetTypeInfo(node).Type?.SpecialType == SpecialType.System_UInt32;

    private static ExpressionSyntax Plain(ExpressionSyntax node) =>
        node is ParenthesizedExpressionSyntax inner ? Plain(inner.Expression) : node;

    private bool Leaves(ExpressionSyntax node) => node.Parent switch
    {
        _ when IsConverted(node) => !IsNarrowed(node),
        ParenthesizedExpressionSyntax outer => Leaves(outer),
        CheckedExpressionSyntax outer => Leaves(outer),
        ConditionalExpressionSyntax choice when choice.Condition != node => Leaves(choice),
        PrefixUnaryExpressionSyntax sign => Leaves(sign),
        BinaryExpressionSyntax operation when IsComparison(operation) => false,
        BinaryExpressionSyntax operation when operation.Right == node => false,
        BinaryExpressionSyntax operation when IsDecidedBySign(operation) => true,
        BinaryExpressionSyntax operation => Leaves(operation),
        CastExpressionSyntax cast => Leaves(cast),
        AssignmentExpressionSyntax assignment when assignment.Right == node => !IsTyped(assignment.Left),
        BracketedArgumentListSyntax or ArgumentSyntax { Parent: BracketedArgumentListSyntax } => false,
        _ => true,
    };

    private bool IsConverted(ExpressionSyntax node) => node.Parent is not CastExpressionSyntax
        && model.GetTypeInfo(node) is var info && !SymbolEqualityComparer.Default.Equals(info.Type, info.ConvertedType);

    private bool IsNarrowed(ExpressionSyntax node) =>
        model.GetTypeInfo(
            node) is { Type.SpecialType: SpecialType.System_Int64, ConvertedType.SpecialType: SpecialType.System_Int32 };

    private static bool IsComparison(BinaryExpressionSyntax operation) => operation.Kind() is SyntaxKind.LessThanExpression
        or SyntaxKind.LessThanOrEqualExpression or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression
        or SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression;

    private static bool IsDecidedBySign(BinaryExpressionSyntax operation) =>
        operation.Kind() is SyntaxKind.RightShiftExpression or SyntaxKind.ModuloExpression;

    private bool IsTyped(ExpressionSyntax target) => target is ElementAccessExpressionSyntax
        || model.GetSymbolInfo(target).Symbol is IFieldSymbol or IPropertySymbol;
}
