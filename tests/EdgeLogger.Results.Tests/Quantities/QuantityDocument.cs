using System.Collections.Generic;
using System.Globalization;
using System.Text;
using EdgeLogger.Results.Quantities;

namespace EdgeLogger.Results.Tests.Quantities;

/// <summary>The tables of docs/specs/results.md.</summary>
internal static class QuantityDocument
{
    /// <summary>All of them, as Markdown.</summary>
    public static string Tables()
    {
        StringBuilder text = new();
        Add(text, "Samples", SampleQuantities.All);
        Add(text, "Half cycles", HalfQuantities.All);
        Add(text, "Cycles", CycleQuantities.All);
        Add(text, "Steps", StepQuantities.All);
        Add(text, "Trends", TrendQuantities.All);
        Add(text, "dQ/dV peaks of a trend", TrendQuantities.OfPeak);
        Add(text, "Notes", NoteQuantities.All);
        return text.ToString();
    }

    private static void Add(StringBuilder text, string title, IEnumerable<Quantity> quantities)
    {
        text.Append(CultureInfo.InvariantCulture, $"### {title}\n\n| name | unit | people see | meaning | of | field | section "
            + $"|\n| --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (Quantity quantity in quantities)
        {
            string alias = quantity.JsonAlias.Length > 0 ? $" (also `{quantity.JsonAlias}`)" : "";
            text.Append(CultureInfo.InvariantCulture,
                $"| `{quantity.Name}`{alias} | {quantity.Unit} | {Shown(quantity)} | {quantity.Meaning} | {Origin(quantity)} | "
                + $"{(quantity.IsField ? "yes" : "")} | {quantity.Section} |\n");
        }

        text.Append('\n');
    }

    private static string Shown(Quantity quantity) => quantity.Type switch
    {
        _ when quantity.Title.Length + quantity.Heading.Length == 0 => "",
        QuantityType.Number => $"{(quantity.Shown with { Factor = 1 }).Text(0)} {quantity.Shown.Unit}".TrimEnd(),
        QuantityType.Whole => "whole number",
        QuantityType.Flag => "yes or no",
        QuantityType.Flags => "names",
        QuantityType.Utc => "UTC",
        _ => "text",
    };

    private static string Origin(Quantity quantity) => quantity.Origin switch
    {
        QuantityOrigin.Gateway => "gateway",
        QuantityOrigin.Record => "record",
        _ => "both",
    };
}
