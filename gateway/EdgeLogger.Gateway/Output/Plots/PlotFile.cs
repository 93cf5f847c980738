using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Plots;
using EdgeLogger.Plots.Fonts;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Gateway.Output.Plots;

/// <summary>The page of a record as a file; its name says in which format.</summary>
internal static class PlotFile
{
    private static readonly Dictionary<string, PlotFormat> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        [".svg"] = PlotFormat.Svg,
        [".png"] = PlotFormat.Png,
        [".pdf"] = PlotFormat.Pdf,
    };

    /// <summary>An option that names a file to draw.</summary>
    public static Option<string?> Option(string name, string description) => TextOption.Checked(
        TextOption.Output(name, "OUT.svg|OUT.png|OUT.pdf", description),
        path => Formats.ContainsKey(Path.GetExtension(path))
            ? null
            : ("does not say what to draw",
                "a name that ends in .svg (scales, can be edited), .png (for slides) or .pdf (for print)"));

    /// <summary>The cycles whose curves are drawn: those asked for; if none are, first, last and evenly between.</summary>
    /// <exception cref="UserErrorException">The record has no such cycle.</exception>
    public static IReadOnlyList<Cycle> Choose(RecordResults results, IReadOnlyList<int> numbers)
    {
        if (numbers.Count == 0)
        {
            return CyclePage.Choose(results.Cycles);
        }

        Dictionary<int, Cycle> byNumber = results.Cycles.ToDictionary(cycle => cycle.Number);
        int[] unknown = [.. numbers.Where(number => !byNumber.ContainsKey(number))];
        if (unknown.Length > 0)
        {
            string has = results.Cycles.Count == 0 ? "none" : $"{results.Cycles[0].Number} to {results.Cycles[^1].Number}";
            throw new UserErrorException(
                $"--plot-cycles: {results.File} has no cycle {string.Join(", ", unknown)}; it has {has}.");
        }

        return [.. numbers.Select(number => byNumber[number])];
    }

    /// <summary>Draws the page, whole or not at all. The record is read again for the curves.</summary>
    /// <exception cref="UserErrorException">The record cannot be read again, or the file cannot be written.</exception>
    public static void Write(RecordResults results, IReadOnlyList<Cycle> chosen, string path)
    {
        CyclePage page;
        try
        {
            page = new CyclePage(results, CycleCurve.Read(results.File, chosen, results.Sign));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or RecordFormatException)
        {
            throw new UserErrorException(error.Message, error);
        }

        Write(new PlotPage(CyclePage.Width, CyclePage.Height, page.Title, page.Draw), path);
    }

    /// <summary>
    /// Writes a page, whole or not at all, and names on standard error the characters that this machine has no font for.
    /// </summary>
    /// <exception cref="UserErrorException">The page cannot be drawn, or the file cannot be written.</exception>
    public static void Write(PlotPage page, string path)
    {
        using MemoryStream drawn = new();
        MissingFont? missing;
        try
        {
            missing = page.Save(drawn, Formats[Path.GetExtension(path)], FontFiles.Installed);
        }
        catch (TypeInitializationException error)
        {
            throw new UserErrorException(
                $"{path} cannot be drawn: libSkiaSharp, which draws PNG and PDF, could not be loaded on this system. Name a "
                + "file that ends in .svg; it needs no library.", error);
        }

        ResultsFile.Write(path, drawn.WriteTo);
        if (missing is not null)
        {
            Console.Error.WriteLine($"edgelogger: {path}: {missing.Advice}");
        }
    }
}
