using System;
using System.IO;
using System.Linq;

namespace EdgeLogger.Architecture.Tests.Layout;

/// <summary>
/// A browser's own field for numbers leaves a decimal comma out: 6,02 is 602. Numbers with a fraction are typed in a NumberField.
/// </summary>
public sealed class NumberFieldTests
{
    [Fact]
    public void No_field_of_the_page_is_a_browsers_own_one_for_numbers_with_a_fraction()
    {
        string gateway = Path.Combine(Product.Root, "gateway");
        string[] faults = [.. Directory.EnumerateFiles(gateway, "*.razor", SearchOption.AllDirectories).SelectMany(file =>
            File.ReadLines(file).Where(line => IsNative(line) && !IsOfWholeNumbers(line))
                .Select(line => $"{Path.GetFileName(file)}: {line.Trim()}"))];
        Assert.True(faults.Length == 0, string.Join("\n", faults));
    }

    private static bool IsNative(string line) => !line.StartsWith("@*", StringComparison.Ordinal)
        && (line.Contains("<InputNumber", StringComparison.Ordinal)
            || line.Contains("type=\"number\"", StringComparison.Ordinal));

    // Cycles, segments, seconds: they say from which one on, and have no step.
    private static bool IsOfWholeNumbers(string line) => line.Contains("min=\"1\"", StringComparison.Ordinal)
        && !line.Contains("step=", StringComparison.Ordinal);
}
