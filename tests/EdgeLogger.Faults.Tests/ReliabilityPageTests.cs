using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace EdgeLogger.Faults.Tests;

public sealed partial class ReliabilityPageTests
{
    [Fact]
    public void Every_test_that_the_reliability_page_names_is_there()
    {
        string root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));
        string sources = string.Concat(Directory.EnumerateFiles(Path.Combine(root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(root, "tests"), "*Contract.cs", SearchOption.AllDirectories))
            .Select(File.ReadAllText));
        HashSet<string> tests = [.. Method().Matches(sources).Select(match => match.Groups[1].Value)];
        string[] named = [.. Name().Matches(File.ReadAllText(Path.Combine(root, "docs", "reliability.md"))).Select(match => match.Groups[1].Value)];
        Assert.True(named.Length > 50);
        Assert.All(named, name => Assert.Contains(name, tests));
    }

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"`([A-Za-z0-9]+(?:_[A-Za-z0-9]+)+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"public (?:async )?(?:Task|void) (\w+)\(")]
    private static partial Regex Method();
}
