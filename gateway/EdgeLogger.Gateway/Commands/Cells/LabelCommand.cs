using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Output.Plots;

namespace EdgeLogger.Gateway.Commands.Cells;

/// <summary>edgelogger cell label: labels to print, whose codes lead to cells' pages.</summary>
internal static class LabelCommand
{
    public static Command Create()
    {
        Argument<string[]> cells = CellArguments.Cells("The names of the cells.");
        Option<string?> cohort = new("--cohort") { HelpName = "NAME", Description = "The cells of this cohort, by name." };
        Option<string?> output = PlotFile.Option("--out", "The page to print; more than 18 labels are several, numbered from 2.");
        output.Required = true;
        Option<Uri?> url = ParsedOption.Of<Uri?>(
            "--url", "URL", "Where a phone finds the gateway's page, as http://gateway.lab:8080.", ParseUrl);
        url.Required = true;
        Option<string> data = DataDirectory.Option();
        Command command = new("label",
            "Writes labels to print: for each cell a QR code that opens its page, with name, cohort and mass.")
            { cells, cohort, output, url, data };
        command.SetAction(parsed => OpenBook.Look(parsed.GetRequiredValue(data), book =>
        {
            IEnumerable<Cell> named = parsed.GetRequiredValue(cells).Select(name => OpenBook.Find(book, name));
            Cell[] found = [.. named, .. OfCohort(book, parsed.GetValue(cohort))];
            if (found.Length == 0)
            {
                throw new UserErrorException("No cell is named. Give names, or --cohort NAME for all cells of a cohort.");
            }

            Write([.. found.DistinctBy(cell => cell.Id)], parsed.GetRequiredValue(url)!, parsed.GetRequiredValue(output)!);
        }));
        return command;
    }

    private static Cell[] OfCohort(CellBook? book, string? cohort)
    {
        if (cohort is null)
        {
            return [];
        }

        Cell[] cells = [.. (book?.AllCells(cohort) ?? []).OrderBy(cell => cell.Name.Text, StringComparer.Ordinal)];
        return cells.Length > 0 ? cells : throw new UserErrorException(
            $"There is no cell of the cohort {Given.Shown(cohort)}. `edgelogger cell list` shows the cells and their cohorts.");
    }

    private static void Write(Cell[] cells, Uri url, string path)
    {
        int number = 0;
        foreach (Cell[] part in cells.Chunk(LabelPage.Most))
        {
            number++;
            string file = number == 1 ? path : Path.ChangeExtension(path, null)
                + string.Create(CultureInfo.InvariantCulture, $"-{number}") + Path.GetExtension(path);
            PlotFile.Write(new LabelPage(part, url).Page, file);
            Console.WriteLine($"{file}: {part.Length} {(part.Length == 1 ? "label" : "labels")}");
        }
    }

    private static Uri ParseUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? url)
        && url.Scheme is "http" or "https" && url.Host.Length > 0 && url.Query.Length + url.Fragment.Length == 0
            ? url
            : throw new UserErrorException(
            $"'{Given.Shown(text)}' is not the address of a page; give for example http://gateway.lab:8080.");
}
