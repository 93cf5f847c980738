using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace EdgeLogger.Conformance.Tests.Rules;

/// <summary>One line for one library type or member, the same whether the compiler or a listing of the device's API names it:
/// <c>type System.Array</c>, <c>static double System.Math.Sqrt(double)</c>, <c>int System.Array.Length { get; }</c>.
/// Names of parameters, default values, accessibility and virtual, override and abstract are left out.</summary>
internal static class Signature
{
    private static readonly SymbolDisplayFormat Name = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    private static readonly SymbolDisplayFormat Keyword = Name
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    public static string Of(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol type => "type " + type.ToDisplayString(Name),
        IMethodSymbol { MethodKind: MethodKind.Constructor } method => Owner(symbol) + Parameters(method.Parameters, '(', ')'),
        IMethodSymbol method => Static(method) + Text(method.ReturnType) + " " + Owner(symbol) + "." + method.MetadataName
            + Parameters(method.Parameters, '(', ')'),
        IPropertySymbol property => Static(property) + Text(property.Type) + " " + Owner(symbol) + "."
            + (property.IsIndexer ? "this" + Parameters(property.Parameters, '[', ']') : property.Name) + Accessors(property),
        IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } value => Owner(symbol) + "." + value.Name,
        IFieldSymbol field =>
            (field.IsConst ? "const " : Static(field)) + Text(field.Type) + " " + Owner(symbol) + "." + field.Name,
        IEventSymbol raised => "event " + Static(raised) + Text(raised.Type) + " " + Owner(symbol) + "." + raised.Name,
        _ => symbol.Kind + " " + symbol.ToDisplayString(Name),
    };

    /// <summary>A delegate with its parameters, as if it were a method of its namespace.</summary>
    public static string OfDelegate(INamedTypeSymbol type) =>
        Text(type.DelegateInvokeMethod!.ReturnType) + " " + type.ToDisplayString(Name)
        + Parameters(type.DelegateInvokeMethod.Parameters, '(', ')');

    /// <summary>The same from one row of a listing of public API (kind, declaration as in C# with full names).</summary>
    public static string OfListed(string kind, string declaration)
    {
        switch (kind)
        {
            case "class" or "struct" or "interface" or "enum":
                return "type " + WithoutModifiers(declaration, "abstract", "sealed", "static", "readonly", "ref").Split(" : ")[0];
            case "delegate":
                return "type " + declaration.Split('(')[0].Split(' ')[^1];
            case "event":
                return "event " + WithoutModifiers(declaration, "public");
            case "enum-value" or "field":
                return WithoutModifiers(declaration, "public", "protected", "readonly").Split(" = ")[0];
            default:
                break;
        }

        string plain = WithoutModifiers(declaration, "public", "protected", "virtual", "override", "abstract", "sealed");
        int open = plain.IndexOfAny(['(', '[']);
        while (open >= 0 && plain[open + 1] == ']')
        {
            open = plain.IndexOfAny(['(', '['], open + 1);
        }

        int close = open < 0 ? -1 : plain.LastIndexOf(plain[open] == '(' ? ')' : ']');
        return open < 0 ? plain : plain[..(open + 1)] + ListedParameters(plain[(open + 1)..close]) + plain[close..];
    }

    private static string ListedParameters(string list) =>
        string.Join(", ", list.Split(", ", StringSplitOptions.RemoveEmptyEntries)
            .Select(parameter => WithoutName(parameter.Split(" = ")[0])));

    private static string WithoutName(string parameter) => parameter[..parameter.LastIndexOf(' ')];

    private static string WithoutModifiers(string declaration, params string[] modifiers) =>
        string.Join(' ', declaration.Split(' ').Where((word, i) => i > 4 || !modifiers.Contains(word)));

    private static string Owner(ISymbol member) => member.ContainingType.ToDisplayString(Name);

    private static string Text(ITypeSymbol type) => type.ToDisplayString(Keyword);

    private static string Static(ISymbol member) => member.IsStatic ? "static " : "";

    private static string Parameters(ImmutableArray<IParameterSymbol> parameters, char open, char close) =>
        open + string.Join(", ", parameters.Select(one => Passing(one) + Text(one.Type))) + close;

    private static string Passing(IParameterSymbol parameter) => parameter switch
    {
        { IsParams: true } => "params ",
        { RefKind: RefKind.Out } => "out ",
        { RefKind: RefKind.Ref } => "ref ",
        { RefKind: RefKind.In or RefKind.RefReadOnlyParameter } => "in ",
        _ => "",
    };

    private static string Accessors(IPropertySymbol property) =>
        (property.GetMethod, property.SetMethod) switch
        {
            (not null, not null) => " { get; set; }",
            (null, _) => " { set; }",
            _ => " { get; }",
        };
}
