using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace EdgeLogger.Architecture.Tests.Layout;

/// <summary>Code keeps the width of .editorconfig, which the compiler does not look at.</summary>
public sealed class LineWidthTests
{
    private const int Columns = 130;
    private const string RawQuotes = "\"\"\"";

    private static readonly string[] Folders = ["gateway", "firmware", "shared", "bench", "hardware", "tests"];

    [Fact]
    public void No_line_of_code_is_wider_than_130_columns()
    {
        string[] wide = [.. Folders.SelectMany(Sources).SelectMany(file => WideLines(File.ReadLines(file))
            .Select(number => $"{Path.GetRelativePath(Product.Root, file)}:{number}"))];
        Assert.True(wide.Length == 0, $"Wider than {Columns} columns:\n{string.Join("\n", wide)}");
    }

    [Fact]
    public void A_wide_line_is_found_and_one_within_a_raw_string_is_text_not_code()
    {
        string wide = new('x', Columns + 1);
        Assert.Equal([2, 6], WideLines([wide[1..], wide, $"string text = {RawQuotes}", wide, $"    {RawQuotes};", wide]));
    }

    // A raw string's lines are what they are: SQL, JSON, help.
    private static IEnumerable<int> WideLines(IEnumerable<string> lines)
    {
        bool isRaw = false;
        int number = 0;
        foreach (string line in lines)
        {
            number++;
            bool touchesRaw = line.Contains(RawQuotes, StringComparison.Ordinal);
            if (line.Length > Columns && !isRaw && !touchesRaw)
            {
                yield return number;
            }

            isRaw ^= line.Split(RawQuotes).Length % 2 == 0;
        }
    }

    private static IEnumerable<string> Sources(string folder) => Directory
        .EnumerateFiles(Path.Combine(Product.Root, folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(Product.Root, file).Split(Path.DirectorySeparatorChar)
            .Any(part => part is "bin" or "obj"));
}
