using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Conformance.Tests.Rules;
using Microsoft.CodeAnalysis;

namespace EdgeLogger.Conformance.Tests;

public sealed class DeviceApiTests
{
    [Fact]
    public void Every_listed_member_is_in_the_devices_public_api()
    {
        HashSet<string> device = DeviceListing.Signatures();

        Assert.Empty(DeviceApi.LoadWithBoard().Signatures.Except(device));
    }

    [Fact]
    public void Every_listed_member_is_spelled_as_the_compiler_names_it()
    {
        Compilation framework = DeviceSources.CompileText("");
        IReadOnlyCollection<string> listed = DeviceApi.LoadWithBoard().Signatures;
        List<INamedTypeSymbol> types = listed.Where(one => one.StartsWith("type ", StringComparison.Ordinal))
            .Select(one => framework.GetTypeByMetadataName(one["type ".Length..])
                ?? throw new InvalidOperationException(one + " is not a type of the framework."))
            .ToList();
        HashSet<string> known = types
            .SelectMany(type => MembersOf(type).Select(member => Signature.Of(member, type)).Append(Signature.Of(type)))
            .ToHashSet(StringComparer.Ordinal);

        Assert.Empty(listed.Except(known));
    }

    private static IEnumerable<ISymbol> MembersOf(INamedTypeSymbol type) =>
        type.BaseType is { } above ? type.GetMembers().Concat(MembersOf(above)) : type.GetMembers();

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
