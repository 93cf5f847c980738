using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO;
using System.Linq;
using EdgeLogger.Gateway.Output;
using EdgeLogger.Gateway.Output.Plots;

namespace EdgeLogger.Gateway.Commands;

/// <summary>Where edgelogger cycles puts what it found.</summary>
internal sealed class CyclesOptions
{
    public Option<string?> Json { get; } = CommonOptions.Json();

    public Option<string?> Csv { get; } = new("--csv")
    {
        HelpName = "OUT",
        Description = "Also write one line a cycle as CSV, units in the column names; - is standard output, without the table.",
    };

    public Option<bool> Table { get; } = new("--table")
    {
        Description = "Print the table. It is printed anyway unless results go to standard output; with them it goes to standard error.",
    };

    public Option<bool> Halves { get; } = new("--halves")
    {
        Description = "Half cycles instead of cycles, in the table and in the CSV.",
    };

    public Option<bool> Steps { get; } = new("--steps")
    {
        Description = "Steps instead of cycles, in the table and in the CSV; JSON has them then too.",
    };

    public Option<string?> Plot { get; } = new("--plot")
    {
        HelpName = "OUT.svg|OUT.png",
        Description = "Draw one page: capacity and coulombic efficiency by cycle, voltage and dQ/dV curves of up to six cycles.",
    };

    public Option<int[]?> PlotCycles { get; } = new("--plot-cycles")
    {
        HelpName = "1,10,50",
        Description = "The cycles whose curves are drawn. Default: first, last, and evenly between.",
        CustomParser = ParseNumbers,
    };

    /// <summary>Gives the options to the command that reads this record.</summary>
    public void AddTo(Command command, Argument<string> record)
    {
        foreach (Option option in (Option[])[Json, Csv, Table, Halves, Steps, Plot, PlotCycles])
        {
            command.Options.Add(option);
        }

        Plot.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } path && PlotFile.WhatIsWrongWith(path) is { } wrong)
            {
                result.AddError("--plot: " + wrong);
            }
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(Json) == ResultsFile.StandardOutput && result.GetValue(Csv) == ResultsFile.StandardOutput)
            {
                result.AddError("--json - and --csv - cannot share standard output. Name a file for one of them.");
            }

            string?[] files = [result.GetValue(record), .. new[] { result.GetValue(Json), result.GetValue(Csv), result.GetValue(Plot) }
                .Where(path => path is not null and not ResultsFile.StandardOutput)];
            if (files.Where(path => !string.IsNullOrEmpty(path)).GroupBy(path => Path.GetFullPath(path!)).FirstOrDefault(same => same.Count() > 1) is { } twice)
            {
                result.AddError($"{twice.Key} is named twice, and one would overwrite the other. Name another file.");
            }

            if (result.GetValue(Halves) && result.GetValue(Steps))
            {
                result.AddError("--halves and --steps are two tables. Give one of them.");
            }

            if (result.GetResult(PlotCycles) is not null && result.GetResult(Plot) is null)
            {
                result.AddError("--plot-cycles says what --plot draws. Give --plot OUT.svg too.");
            }
        });
    }

    private static int[]? ParseNumbers(ArgumentResult result)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        SortedSet<int> numbers = [];
        foreach (string part in text.Split(','))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                result.AddError($"--plot-cycles: '{text}' is no list of cycle numbers. Write for example 1,10,50.");
                return null;
            }

            numbers.Add(number);
        }

        if (numbers.Count > CyclePage.MostCurves)
        {
            result.AddError($"--plot-cycles: {numbers.Count} cycles are too many to tell apart; at most {CyclePage.MostCurves}.");
            return null;
        }

        return [.. numbers];
    }
}
