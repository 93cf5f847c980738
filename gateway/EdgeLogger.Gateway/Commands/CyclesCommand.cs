using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Cells;
using EdgeLogger.Gateway.Analysis;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Output;
using EdgeLogger.Gateway.Output.Plots;
using EdgeLogger.Records;
using EdgeLogger.Records.Rows;
using Spectre.Console;

namespace EdgeLogger.Gateway.Commands;

/// <summary>edgelogger cycles FILE: the engine alone, on a recorded cell.</summary>
internal static class CyclesCommand
{
    public static Command Create()
    {
        Argument<string> file = CommonOptions.RecordFile();
        CyclesOptions outputs = new();
        MetadataOptions metadata = new();
        TechniqueOptions techniques = new();
        ChoiceOption<CurrentSign> sign = CommonOptions.Sign();
        Command command = new("cycles", """
            Finds half cycles, cycles, efficiencies and trends in a recorded cell. Of the file only time, voltage, current and
            temperature are read; columns in which a cycler counted for itself are not. A wider terminal shows more of each cycle;
            --json and --csv have all of it.

            Example: edgelogger cycles cell-07.csv.gz --mass-mg 6.02 --csv cell-07-cycles.csv --plot cell-07.svg
            """)
        {
            file, sign,
        };
        metadata.AddTo(command);
        techniques.AddTo(command);
        outputs.AddTo(command, file);
        command.SetAction(parsed =>
        {
            CellMetadata cell = metadata.Apply(parsed);
            RecordResults results = Run(parsed.GetRequiredValue(file), cell, sign.Of(parsed), techniques.Technique.Of(parsed));
            Write(parsed, outputs, results with { Geometry = techniques.Geometry(parsed, cell) });
            return 0;
        });
        return command;
    }

    /// <summary>Finds everything there is in a file.</summary>
    /// <exception cref="UserErrorException">The file cannot be read, or is not a record.</exception>
    private static RecordResults Run(string path, CellMetadata cell, CurrentSign sign, TechniqueChoice technique)
    {
        CellSettings settings = new DerivationOptions().For(cell);
        RecordAnalysis analysis = new(settings.Engine, settings.Trends);
        try
        {
            using RecordFile record = RecordFile.Open(path, sign);
            while (record.TryRead(out RecordRow row))
            {
                analysis.Add(row, record.CurrentResolutionA);
            }

            analysis.Finish();
            return new RecordResults(path, analysis.Rows, analysis.Halves, analysis.Cycles, analysis.Flags)
            {
                Metadata = cell,
                Trends = analysis.Trends,
                Steps = analysis.Steps,
                Techniques = analysis.Techniques.Choose(technique, analysis.Halves, analysis.Steps),
                Format = record.Format,
                Notes = [.. record.Notes],
                Sign = sign,
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or RecordFormatException)
        {
            throw new UserErrorException(error.Message, error);
        }
    }

    private static void Write(ParseResult parsed, CyclesOptions outputs, RecordResults results)
    {
        string? json = parsed.GetValue(outputs.Json);
        string? csv = parsed.GetValue(outputs.Csv);
        string? plot = parsed.GetValue(outputs.Plot);
        bool halves = parsed.GetValue(outputs.Halves);
        bool steps = parsed.GetValue(outputs.Steps);

        // Cycles that are not there are reported before anything is written.
        IReadOnlyList<Cycle> chosen = plot is null ? [] : PlotFile.Choose(results, parsed.GetValue(outputs.PlotCycles) ?? []);
        bool isTaken = json == ResultsFile.StandardOutput || csv == ResultsFile.StandardOutput;
        if (!isTaken || parsed.GetValue(outputs.Table))
        {
            PrintTable(results, halves, steps, isTaken ? Terminal.Errors : Terminal.Output);
        }

        if (json is not null)
        {
            ResultsJson.Write(steps ? results : results with { Steps = [] }, json);
        }

        if (csv is not null && halves)
        {
            ResultsCsv.WriteHalves(results, csv);
        }
        else if (csv is not null && steps)
        {
            ResultsCsv.WriteSteps(results, csv);
        }
        else if (csv is not null)
        {
            ResultsCsv.WriteCycles(results, csv);
        }

        if (plot is not null)
        {
            PlotFile.Write(results, chosen, plot);
        }
    }

    private static void PrintTable(RecordResults results, bool halves, bool steps, IAnsiConsole console)
    {
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{results.Format}, {results.Rows:N0} rows"));
        foreach (string note in results.Notes)
        {
            console.WriteLine("note: " + note);
        }

        if (halves)
        {
            HalfTable.Print(console, results);
        }
        else if (steps)
        {
            StepTable.Print(console, results);
        }
        else
        {
            CycleTable.Print(console, results);
        }

        TechniqueTable.Print(console, results);
    }
}
