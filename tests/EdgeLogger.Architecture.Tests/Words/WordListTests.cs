using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace EdgeLogger.Architecture.Tests.Words;

/// <summary>Sources use the words of CONTRIBUTING.md.</summary>
public sealed class WordListTests
{
    private static readonly string[] Folders =
        ["gateway", "firmware", "shared", "bench", "hardware", "eng", "tests", "docs", "deploy"];

    // Names that files of a data directory and boards' documents have had from the start: other names would not read them.
    private static readonly string[] StoredNames = ["told_by", "set_aside", "untold_event", "'told'", "told-lost", "ToldLost"];

    private static readonly string OwnFolder = Path.Combine("EdgeLogger.Architecture.Tests", "Words");

    [Fact]
    public void Sources_use_the_words_of_the_list()
    {
        string[] found = [.. Folders.SelectMany(Files).SelectMany(Findings)];
        Assert.True(found.Length == 0, "CONTRIBUTING.md has the words to use instead:\n" + string.Join("\n", found));
    }

    [Theory]
    [InlineData("/// <summary>Tells the board.</summary>")]
    [InlineData("public void A_fault_is_told_once()")]
    [InlineData("private void TellFollowers()")]
    [InlineData("long toldAt = 0;")]
    [InlineData("// The file is set aside.")]
    [InlineData("long PointsSetAside")]
    [InlineData("// The cell is derived anew.")]
    [InlineData("// A change is taken up at once.")]
    [InlineData("$\"'{text}' is no time\"")]
    [InlineData("// The alarm rang.")]
    [InlineData("// The rules in force.")]
    [InlineData("// Whoever comes first, for good; mend it.")]
    [InlineData("// It brings a broker along.")]
    public void A_word_of_the_list_is_found(string line) => Assert.NotEmpty(WordList.In(line));

    [Theory]
    [InlineData("there is no room; it is no longer open, and is no more than that")]
    [InlineData("IntelliSense; SatelliteResourceLanguages; recommended; takes up to three rows; a ring of the flash")]
    public void A_word_that_only_looks_like_one_of_the_list_is_not(string line) => Assert.Empty(WordList.In(line));

    private static IEnumerable<string> Files(string folder) => Directory
        .EnumerateFiles(Path.Combine(Product.Root, folder), "*", SearchOption.AllDirectories)
        .Where(file => WordList.Covers(file) && !IsBuilt(file) && !file.Contains(OwnFolder, StringComparison.Ordinal));

    private static bool IsBuilt(string file) => Path.GetRelativePath(Product.Root, file).Split(Path.DirectorySeparatorChar)
        .Any(part => part is "bin" or "obj" or "artifacts" or "node_modules");

    private static IEnumerable<string> Findings(string file) =>
        File.ReadLines(file).Select((line, index) => (Line: line, Number: index + 1))
        .SelectMany(one => WordList.In(
            StoredNames.Aggregate(one.Line, (line, name) => line.Replace(name, "", StringComparison.Ordinal)))
            .Select(word => $"{Path.GetRelativePath(Product.Root, file)}:{one.Number}: {word}"));
}
