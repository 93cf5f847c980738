namespace EdgeLogger.Conformance.Tests.Rules;

/// <summary>The names of the rules. nanoFramework 1.17 lacks the construct, or it compiles and then fails on the device
/// (<see cref="CheckedArithmetic"/>, <see cref="EnumText"/> and <see cref="UnsignedOrigin"/>: does something else there than here).</summary>
internal static class Rule
{
    public const string NotInTheLibrary = "not-in-the-library";
    public const string GenericType = "generic-type";
    public const string GenericMethod = "generic-method";
    public const string NullableValue = "nullable-value";
    public const string Tuple = "tuple";
    public const string Record = "record";
    public const string RequiredMember = "required-member";
    public const string AnonymousType = "anonymous-type";
    public const string Decimal = "decimal";
    public const string Dynamic = "dynamic";
    public const string Pointer = "pointer";
    public const string MultidimensionalArray = "multidimensional-array";
    public const string DefaultInterfaceMember = "default-interface-member";
    public const string StackAlloc = "stackalloc";
    public const string RangeOrIndex = "range-or-index";
    public const string CollectionExpression = "collection-expression";
    public const string Iterator = "iterator";
    public const string Async = "async";
    public const string Query = "query";
    public const string Volatile = "volatile";
    public const string CheckedArithmetic = "checked-arithmetic";
    public const string NumberFormat = "number-format";
    public const string EnumText = "enum-text";
    public const string StaticOrder = "static-order";
    public const string UnsignedOrigin = "unsigned-origin";
    public const string Recursion = "recursion";
}
