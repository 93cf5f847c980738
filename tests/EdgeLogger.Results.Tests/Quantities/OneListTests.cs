using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace EdgeLogger.Results.Tests.Quantities;

/// <summary>Names of quantities stand in the lists and nowhere else in the product.</summary>
public sealed partial class OneListTests
{
    // What else has such a name: columns of files that are read, a table of the store, and titration, interruption and
    // voltammetry, which have quantities of their own.
    private static readonly string[] Others = ["EdgeLogger.Records", "TableColumn.cs", "DerivedStore.cs", "TechniqueJson.cs"];

    [Fact]
    public void No_source_of_the_product_beside_the_lists_holds_the_name_of_a_quantity()
    {
        // Names of one word, such as cycle, are also words.
        HashSet<string> names = [.. EveryQuantity.All.Select(quantity => quantity.Name)
            .Where(name => name.Contains('_', StringComparison.Ordinal))];
        string gateway = Path.Combine(Checkout.Root, "gateway");
        string[] sources = [.. Directory.GetFiles(gateway, "*.*", SearchOption.AllDirectories).Where(IsSource)];
        Assert.NotEmpty(sources);
        string[] found =
        [
            .. from source in sources
               from Match literal in LiteralPattern().Matches(File.ReadAllText(source))
               where names.Contains(literal.Groups[1].Value.ToLowerInvariant())
               select $"{Path.GetRelativePath(gateway, source)}: {literal.Value}"
        ];
        Assert.Empty(found);
    }

    private static bool IsSource(string path)
    {
        string[] parts = path.Split(Path.DirectorySeparatorChar);
        return Path.GetExtension(path) is ".cs" or ".razor" && !parts.Intersect([.. Others, "obj", "bin", "Quantities"]).Any();
    }

    [GeneratedRegex("\"([A-Za-z0-9_]+)\"")]
    private static partial Regex LiteralPattern();
}
