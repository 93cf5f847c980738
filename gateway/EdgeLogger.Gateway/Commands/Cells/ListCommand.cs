using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Search;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Output;

namespace EdgeLogger.Gateway.Commands.Cells;

/// <summary>edgelogger cell list: the cells, or those that a search finds.</summary>
internal static class ListCommand
{
    private const int MostFound = 200;

    public static Command Create()
    {
        Option<string?> cohort = new("--cohort") { HelpName = "NAME", Description = "Cells of this cohort only." };
        Option<string?> find = new("--find")
        {
            HelpName = "WORDS",
            Description = $"What has these words, or begins of them, in names, cohorts, operators or notes; upper and lower "
                + $"case and accents are alike. The best {MostFound}.",
        };
        Option<string> data = DataDirectory.Option();
        Option<bool> json = CellArguments.Json();
        Command command = new("list", "Lists the cells of which something is known, one a line.") { cohort, find, data, json };
        command.SetAction(parsed => OpenBook.Look(parsed.GetRequiredValue(data), book =>
        {
            if (parsed.GetValue(find) is { } words)
            {
                ShowFound(book?.Search(words, MostFound) ?? [], parsed.GetValue(json));
                return;
            }

            IEnumerable<Cell> cells = book?.AllCells(parsed.GetValue(cohort)) ?? [];
            Console.Write(parsed.GetValue(json) ? CellJson.Of(cells) + Environment.NewLine : string.Concat(
                cells.Select(cell => $"{cell.Name}{CellText.Known(cell)}{Environment.NewLine}")));
        }));
        return command;
    }

    private static void ShowFound(IReadOnlyList<SearchHit> hits, bool asJson)
    {
        if (asJson)
        {
            Console.WriteLine(CellJson.Of(hits));
            return;
        }

        foreach (SearchHit hit in hits)
        {
            string kind = hit.Item == BookItem.Note ? "note on " : "";
            Console.WriteLine($"{kind}{hit.Title}{(hit.Text.Length > 0 ? "  " : "")}{hit.Text.ReplaceLineEndings(" ")}");
        }
    }
}
