namespace EdgeLogger.Conformance.Tests.Rules;

/// <summary>The names of the rules: what compiles against nanoFramework's library and then fails on the device, or (<see
/// cref="CheckedArithmetic"/>, <see cref="EnumText"/>, <see cref="UnsignedOrigin"/>) does something else there.</summary>
internal static class Rule
{
    public const string GenericType = "generic-type";
    public const string GenericMethod = "generic-method";
    public const string MultidimensionalArray = "multidimensional-array";
    public const string DefaultInterfaceMember = "default-interface-member";
    public const string CollectionExpression = "collection-expression";
    public const string CheckedArithmetic = "checked-arithmetic";
    public const string NumberFormat = "number-format";
    public const string EnumText = "enum-text";
    public const string StaticOrder = "static-order";
    public const string UnsignedOrigin = "unsigned-origin";
    public const string Recursion = "recursion";
}
