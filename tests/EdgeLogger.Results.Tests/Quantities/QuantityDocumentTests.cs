using System;
using System.IO;
using System.Linq;
using EdgeLogger.Results.Quantities;

namespace EdgeLogger.Results.Tests.Quantities;

/// <summary>docs/specs/results.md against the lists. EDGELOGGER_WRITE_DOCS=1 writes it.</summary>
public sealed class QuantityDocumentTests
{
    private const string Begin = "<!-- tables -->\n";
    private const string End = "<!-- end of tables -->\n";

    private static string Document => Path.Combine(Checkout.Root, "docs", "specs", "results.md");

    [Fact]
    public void The_document_holds_every_quantity_as_the_lists_have_it()
    {
        string text = File.ReadAllText(Document);
        int from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int to = text.IndexOf(End, StringComparison.Ordinal);
        Assert.True(from >= Begin.Length && to >= from, $"{Document} has lost its marks {Begin.Trim()} and {End.Trim()}.");
        string wanted = QuantityDocument.Tables();
        if (Environment.GetEnvironmentVariable("EDGELOGGER_WRITE_DOCS") == "1")
        {
            File.WriteAllText(Document, text[..from] + wanted + text[to..]);
            return;
        }

        Assert.Equal(wanted, text[from..to]);
    }

    [Fact]
    public void Sections_that_quantities_name_are_in_the_specification_of_cycles()
    {
        string[] headings = [.. File.ReadLines(Path.Combine(Checkout.Root, "docs", "specs", "cycles.md"))
            .Where(line => line.StartsWith("## ", StringComparison.Ordinal))];
        Quantity[] all = [.. EveryQuantity.All.Where(quantity => quantity.Section.Length > 0)];
        Assert.NotEmpty(all);
        Assert.All(all, quantity =>
            Assert.Contains(headings, heading => heading.StartsWith($"## {quantity.Section}. ", StringComparison.Ordinal)));
    }
}
