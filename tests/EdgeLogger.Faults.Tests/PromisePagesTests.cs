using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace EdgeLogger.Faults.Tests;

/// <summary>
/// The pages on reliability and security promise what tests prove: no name on them without a test, no promise without a name, no
/// test of a fault that has no row.
/// </summary>
public sealed partial class PromisePagesTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    [Theory]
    [InlineData("reliability.md")]
    [InlineData("security.md")]
    public void Every_test_that_a_page_names_is_there(string page)
    {
        HashSet<string> tests = [.. Sources("*Tests.cs").Concat(Sources("*Contract.cs"))
            .SelectMany(source => Method().Matches(source)).Select(match => match.Groups["name"].Value)];
        string[] named = [.. Name().Matches(Page(page)).Select(match => match.Groups[1].Value)];
        Assert.True(named.Length > 50);
        Assert.All(named, name => Assert.Contains(name, tests));
    }

    [Fact]
    public void Every_promise_of_the_security_page_names_its_tests()
    {
        string[] promises = [.. Promise().Matches(Page("security.md")).SelectMany(table => table.Groups["row"].Captures)
            .Select(row => row.Value)];
        Assert.True(promises.Length > 30);
        Assert.All(promises, row => Assert.Matches(Name(), row.Split('|')[3]));
    }

    [Fact]
    public void Every_fault_from_1_to_70_has_a_row()
    {
        Dictionary<int, string> rows = Rows();
        Assert.All(Enumerable.Range(1, 70),
            fault => Assert.Matches(Name(), rows.GetValueOrDefault(fault, $"no row for fault {fault}")));
    }

    [Fact]
    public void Every_test_with_a_faults_number_is_named_in_that_faults_row()
    {
        Dictionary<int, string> rows = Rows();
        (int Fault, string Test)[] numbered =
            [.. Sources("*.cs").SelectMany(source => Method().Matches(source)).SelectMany(test =>
            Number().Matches(test.Groups["attributes"].Value)
                .Select(number => (int.Parse(number.Groups[1].Value, CultureInfo.InvariantCulture), test.Groups["name"].Value)))];
        Assert.True(numbered.Length > 10);
        Assert.All(numbered, one =>
            Assert.Contains($"`{one.Test}`", rows.GetValueOrDefault(one.Fault, ""), System.StringComparison.Ordinal));
    }

    private static IEnumerable<string> Sources(string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, "tests"), pattern, SearchOption.AllDirectories).Select(File.ReadAllText);

    private static string Page(string name) => File.ReadAllText(Path.Combine(Root, "docs", name));

    private static Dictionary<int, string> Rows() => Row().Matches(Page("reliability.md"))
        .GroupBy(row => int.Parse(row.Groups[1].Value, CultureInfo.InvariantCulture))
        .ToDictionary(fault => fault.Key, fault => string.Concat(fault.Select(row => row.Value)));

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"`([A-Za-z0-9]+(?:_[A-Za-z0-9]+)+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?<attributes>(?:\[[^\]\n]*\]\s*)*)public (?:async )?(?:Task|void) (?<name>\w+)\(")]
    private static partial Regex Method();

    [GeneratedRegex(@"Trait\(""Fault"", ""(\d+)""\)")]
    private static partial Regex Number();

    [GeneratedRegex(@"^\| (\d+) \|.*$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\| promise \| how it is held \| tests \|\n\|[- |]+\n(?<row>\|.*\n)+", RegexOptions.Multiline)]
    private static partial Regex Promise();
}
