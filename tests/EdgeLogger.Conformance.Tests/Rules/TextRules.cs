using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EdgeLogger.Conformance.Tests.Rules;

/// <summary>Text from values: only D, X and F formats work on the device, and an enum's text is its number there.</summary>
internal sealed partial class TextRules(SemanticModel model, Findings findings)
{
    public void Check()
    {
        foreach (SyntaxNode node in model.SyntaxTree.GetRoot().DescendantNodes())
        {
            switch (node)
            {
                case InterpolationSyntax hole:
                    CheckFormat(hole, hole.FormatClause?.FormatStringToken.ValueText);
                    CheckEnum(hole.Expression);
                    break;
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum when IsText(sum):
                    CheckEnum(sum.Left);
                    CheckEnum(sum.Right);
                    break;
                case InvocationExpressionSyntax call when model.GetSymbolInfo(call).Symbol is IMethodSymbol method:
                    CheckCall(call, method);
                    break;
                default:
                    break;
            }
        }
    }

    private void CheckCall(InvocationExpressionSyntax call, IMethodSymbol method)
    {
        if (method.Name == "ToString")
        {
            if (call.Expression is MemberAccessExpressionSyntax access)
            {
                CheckEnum(access.Expression);
            }

            if (method.Parameters is [{ Type.SpecialType: SpecialType.System_String }, ..])
            {
                CheckFormat(call, Constant(call.ArgumentList.Arguments[0].Expression) ?? "known only at run time");
            }
        }
        else if (method is { Name: "Format", ContainingType.SpecialType: SpecialType.System_String })
        {
            string pattern = call.ArgumentList.Arguments
                .Select(argument => Constant(argument.Expression))
                .FirstOrDefault(text => text is not null) ?? "{0:known only at run time}";
            foreach (Match hole in FormatHole().Matches(pattern))
            {
                CheckFormat(call, hole.Groups[1].Value);
            }
        }
    }

    private void CheckFormat(SyntaxNode node, string? format)
    {
        if (format is not null && !WorkingFormat().IsMatch(format))
        {
            findings.Add(Rule.NumberFormat, node, format);
        }
    }

    private void CheckEnum(ExpressionSyntax expression)
    {
        if (model.GetTypeInfo(expression).Type is { TypeKind: TypeKind.Enum } type)
        {
            findings.Add(Rule.EnumText, expression, type.ToDisplayString());
        }
    }

    private bool IsText(ExpressionSyntax expression) =>
        model.GetTypeInfo(expression).Type?.SpecialType == SpecialType.System_String;

    private string? Constant(ExpressionSyntax expression) => model.GetConstantValue(expression).Value as string;

    [GeneratedRegex("^[DXF][0-9]{0,2}$")]
    private static partial Regex WorkingFormat();

    [GeneratedRegex("\\{[0-9]+[^:}]*:([^}]*)\\}")]
    private static partial Regex FormatHole();
}
