using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Output;
using EdgeLogger.Gateway.Output.Plots;

namespace EdgeLogger.Gateway.Commands;

/// <summary>Where edgelogger cycles puts what it found.</summary>
internal sealed class CyclesOptions
{
    public Option<string?> Json { get; } = CommonOptions.Json();

    public Option<string?> Csv { get; } =
        TextOption.Output("--csv", "OUT",
            "Also write one line a cycle as CSV, units in the column names; - is standard output, without the table.");

    public Option<bool> Table { get; } = new("--table")
    {
        Description = "Print the table. It is printed anyway unless results go to standard output; with them "
            + "it goes to standard error.",
    };

    public Option<bool> Halves { get; } = new("--halves")
    {
        Description = "Half cycles instead of cycles, in the table and in the CSV.",
    };

    public Option<bool> Steps { get; } = new("--steps")
    {
        Description = "Steps instead of cycles, in the table and in the CSV; JSON has them then too.",
    };

    public Option<string?> Plot { get; } =
        PlotFile.Option("--plot",
            "Draw one page: capacity and coulombic efficiency by cycle, voltage and dQ/dV curves of up to six cycles.");

    public Option<int[]?> PlotCycles { get; } =
        ParsedOption.Of("--plot-cycles", "1,10,50",
            "The cycles whose curves are drawn. Default: first, last, and evenly between.", ParseNumbers);

    /// <summary>Gives the options to the command that reads this record.</summary>
    public void AddTo(Command command, Argument<string> record)
    {
        foreach (Option option in (Option[])[Json, Csv, Table, Halves, Steps, Plot, PlotCycles])
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            // The words, not the values: asking for a value here would pass over the check of it.
            (string? json, string? csv) = (Given.Word(result.GetResult(Json)), Given.Word(result.GetResult(Csv)));
            if (json == ResultsFile.StandardOutput && csv == ResultsFile.StandardOutput)
            {
                result.AddError("--json - and --csv - cannot share standard output. Name a file for one of them.");
            }

            string?[] files = [Given.Word(result.GetResult(record)), .. new[] { json, csv, Given.Word(result.GetResult(Plot)) }
                .Where(path => path != ResultsFile.StandardOutput)];
            if (files.Where(path => !string.IsNullOrEmpty(path)).GroupBy(path => Path.GetFullPath(path!))
                .FirstOrDefault(same => same.Count() > 1) is { } twice)
            {
                result.AddError($"{twice.Key} is named twice, and one would overwrite the other. Name another file.");
            }

            if (result.GetResult(Halves) is { Implicit: false } && result.GetResult(Steps) is { Implicit: false })
            {
                result.AddError("--halves and --steps are two tables. Give one of them.");
            }

            if (result.GetResult(PlotCycles) is not null && result.GetResult(Plot) is null)
            {
                result.AddError("--plot-cycles says what --plot draws. Give --plot OUT.svg too.");
            }
        });
    }

    private static int[] ParseNumbers(string text)
    {
        SortedSet<int> numbers = [];
        foreach (string part in text.Split(','))
        {
            numbers.Add(int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                ? number
                : throw new UserErrorException(
                    $"'{Given.Shown(text)}' is not a list of cycle numbers; give for example 1,10,50."));
        }

        return numbers.Count <= CyclePage.MostCurves
            ? [.. numbers]
            : throw new UserErrorException(
                $"{numbers.Count} cycles are too many to distinguish; give at most {CyclePage.MostCurves}.");
    }
}
