using System;
using System.Linq;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Results.Quantities;

/// <summary>A half cycle's quantities as those of the cycle it is in.</summary>
internal static class HalfOfCycle
{
    // In English the statistic comes first: mean charge voltage.
    private static readonly string[] Statistics = ["mean_", "median_", "min_", "max_"];

    /// <summary>One half's quantities, in order.</summary>
    public static Quantity<CycleEntry>[] All(Direction direction) =>
        [.. HalfQuantities.OfCycles.Select(quantity => Of(quantity, direction))];

    private static Quantity<CycleEntry> Of(Quantity<HalfEntry> half, Direction direction)
    {
        string word = HalfQuantities.NameOf(direction);
        Func<Cycle, HalfCycle?> find = direction == Direction.Charge ? cycle => cycle.Charge : cycle => cycle.Discharge;
        return new Quantity<CycleEntry>(
            NameOf(half.Name, word), half.Type, half.Unit,
            $"{char.ToUpperInvariant(word[0])}{word[1..]}: {char.ToLowerInvariant(half.Meaning[0])}{half.Meaning[1..]}",
            entry => find(entry.Cycle) is { } found
                ? half.Number(new HalfEntry(entry.Subject, found, entry.Metadata))
                : null, _ => "")
        {
            Section = half.Section,
            Title = half.Title.Length == 0 ? "" : TitleOf(half.Title, word),
            Heading = HeadingOf(half, direction),
            Shown = half.Shown,
        };
    }

    private static string NameOf(string name, string word) =>
        Statistics.FirstOrDefault(statistic => name.StartsWith(statistic, StringComparison.Ordinal)) is { } first
            ? $"{first}{word}_{name[first.Length..]}"
            : $"{word}_{name}";

    private static string TitleOf(string title, string word) => title.Split(' ') switch
    {
        ["Mean" or "Specific" or "Areal", .. string[] rest] => $"{title.Split(' ')[0]} {word} {string.Join(' ', rest)}",
        _ => $"{char.ToUpperInvariant(word[0])}{word[1..]} {char.ToLowerInvariant(title[0])}{title[1..]}",
    };

    // Columns that stand there for both halves say which one they are of.
    private static string HeadingOf(Quantity<HalfEntry> half, Direction direction)
    {
        string word = direction == Direction.Charge ? "charge" : "disch.";
        return half.Heading.Length == 0 || half == HalfQuantities.MeanVoltage ? word : half == HalfQuantities.CRate
            ? $"{half.Heading}\n{word}"
            : half.Heading;
    }
}
