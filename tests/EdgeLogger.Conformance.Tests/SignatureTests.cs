using EdgeLogger.Conformance.Tests.Rules;

namespace EdgeLogger.Conformance.Tests;

public sealed class SignatureTests
{
    [Theory]
    [InlineData("class", "sealed System.String : System.IComparable", "type System.String")]
    [InlineData("delegate", "void System.Threading.ThreadStart()", "type System.Threading.ThreadStart")]
    [InlineData("enum-value", "System.DateTimeKind.Utc = 1", "System.DateTimeKind.Utc")]
    [InlineData("field", "const int System.Int32.MaxValue = 2147483647", "const int System.Int32.MaxValue")]
    [InlineData("field", "static readonly string System.String.Empty", "static string System.String.Empty")]
    [InlineData("ctor", "public System.Exception(string message)", "System.Exception(string)")]
    [InlineData("property",
        "public virtual string System.Exception.Message { get; }",
        "string System.Exception.Message { get; }")]
    [InlineData("property", "public char System.String.this[int index] { get; }", "char System.String.this[int] { get; }")]
    [InlineData("method", "public override string System.Int32.ToString()", "string System.Int32.ToString()")]
    [InlineData("method", "public char[] System.String.ToCharArray()", "char[] System.String.ToCharArray()")]
    [InlineData("method",
        "public string System.String.PadLeft(int totalWidth, char paddingChar = ' ')",
        "string System.String.PadLeft(int, char)")]
    [InlineData("method",
        "public static bool System.Int32.TryParse(string s, out int result)",
        "static bool System.Int32.TryParse(string, out int)")]
    [InlineData("method",
        "public static string System.String.Format(string format, params object[] args)",
        "static string System.String.Format(string, params object[])")]
    public void A_row_of_the_listing_reads_as_the_compilers_name(string kind, string declaration, string signature) =>
        Assert.Equal(signature, Signature.OfListed(kind, declaration));
}
