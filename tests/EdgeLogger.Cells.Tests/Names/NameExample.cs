using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace EdgeLogger.Cells.Tests.Names;

/// <summary>A row of the examples of names in docs/specs/cells.md, section 2.</summary>
/// <param name="Shown">The name as the document shows it, or words where it cannot be seen.</param>
/// <param name="Text">The name, of the characters that the document numbers.</param>
/// <param name="Outcome">What becomes of it.</param>
internal sealed record NameExample(string Shown, string Text, string Outcome)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<NameExample> Read() =>
    [
        .. File.ReadLines(Path.Combine(Checkout(new DirectoryInfo(AppContext.BaseDirectory)), "docs", "specs", "cells.md"))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 5 && cells[2].StartsWith("U+", StringComparison.Ordinal))
            .Select(cells => new NameExample(cells[1].Trim('`'), Written(cells[2]), cells[3])),
    ];

    private static string Written(string numbers) => string.Concat(numbers.Split(' ')
        .Select(number => new Rune(int.Parse(number.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture))));

    private static string Checkout(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "EdgeLogger.sln")) ? folder.FullName : Checkout(folder.Parent!);
}
