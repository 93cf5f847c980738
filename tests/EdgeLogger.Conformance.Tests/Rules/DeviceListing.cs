using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace EdgeLogger.Conformance.Tests.Rules;

/// <summary>
/// A listing of nanoFramework's public API, extracted from its assemblies. It is not part of the repository: tests skip without.
/// </summary>
internal static class DeviceListing
{
    // Assemblies that the listing does not have.
    private static readonly string[] Unlisted = ["System.IO.Ports"];

    /// <summary>Whether the listing has nothing of the namespace that this is in.</summary>
    public static bool Lacks(ISymbol symbol) => Unlisted.Contains(symbol.ContainingNamespace.ToDisplayString());

    public static HashSet<string> Signatures() =>
        Rows().Select(row => Signature.OfListed(row[2], row[3])).ToHashSet(StringComparer.Ordinal);

    public static HashSet<string> Delegates() =>
        Rows().Where(row => row[2] == "delegate").Select(row => Signature.OfListed("method", row[3]))
        .ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string[]> Rows()
    {
        string path = Path.Combine(DeviceSources.Repository(), "..", "shared", "nanoframework-api.tsv");
        Assert.SkipUnless(File.Exists(path), $"{path} is not there: nanoFramework's API is not part of the repository.");
        return File.ReadLines(path).Where(line => !line.StartsWith('#')).Skip(1).Select(line => line.Split('\t'));
    }
}
