using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
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
        Option<string?> output = PlotFile.Option("--out", "The page to print; more than 18 labels are several, numbered from 2.");
        output.Required = true;
        Option<Uri?> url = ParsedOption.Of<Uri?>(
            "--url", "URL", "Where a phone finds the gateway's page, as http://gateway.lab:8080.", ParseUrl);
        url.Required = true;
        Option<string> data = DataDirectory.Option();
        Command command = new("label",
            "Writes labels to print: for each cell a QR code that opens its page, with name, cohort and mass.")
            { cells, output, url, data };
        command.SetAction(parsed => OpenBook.Look(parsed.GetRequiredValue(data), book =>
        {
            Cell[] found = [.. parsed.GetRequiredValue(cells).Select(name => OpenBook.Find(book, name))];
            Write(found, parsed.GetRequiredValue(url)!, parsed.GetRequiredValue(output)!);
        }));
        return command;
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
            Console.WriteLine($"{file}: {part.Length} labels");
        }
    }

    private static Uri ParseUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? url)
        && url.Scheme is "http" or "https" && url.Host.Length > 0 && url.Query.Length + url.Fragment.Length == 0
            ? url
            : throw new UserErrorException(
            $"'{Given.Shown(text)}' is not the address of a page; give for example http://gateway.lab:8080.");
}
