using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using EdgeLogger.Cycles;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Plots;
using EdgeLogger.Records;

namespace EdgeLogger.Gateway.Output.Plots;

/// <summary>The page of a record as a file; its name says in which format.</summary>
internal static class PlotFile
{
    private const string Svg = ".svg";
    private const string Png = ".png";

    /// <summary>An option that names a file to draw.</summary>
    public static Option<string?> Option(string name, string description) => TextOption.Checked(
        TextOption.Output(name, "OUT.svg|OUT.png", description),
        path => Path.GetExtension(path) is { } extension && (IsOf(extension, Svg) || IsOf(extension, Png))
            ? null
            : ("does not say what to draw", "a name that ends in .svg (scales, can be edited) or .png (for slides)"));

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
            throw new UserErrorException($"--plot-cycles: {results.File} has no cycle {string.Join(", ", unknown)}; it has {has}.");
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

        IPlotCanvas canvas = IsOf(Path.GetExtension(path), Svg)
            ? new SvgCanvas(CyclePage.Width, CyclePage.Height, page.Title)
            : new PngCanvas(CyclePage.Width, CyclePage.Height);
        page.Draw(canvas);
        ResultsFile.Write(path, canvas.Save);
    }

    private static bool IsOf(string extension, string wanted) => string.Equals(extension, wanted, StringComparison.OrdinalIgnoreCase);
}
