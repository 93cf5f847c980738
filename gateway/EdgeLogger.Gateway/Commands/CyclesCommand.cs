using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using EdgeLogger.Cycles;
using EdgeLogger.Gateway.Output;
using EdgeLogger.Gateway.Output.Plots;
using EdgeLogger.Records;
using Spectre.Console;

namespace EdgeLogger.Gateway.Commands;

/// <summary>edgelogger cycles FILE: the engine alone, on a recorded cell.</summary>
internal static class CyclesCommand
{
    public static Command Create()
    {
        Argument<string> file = CommonOptions.RecordFile();
        CyclesOptions outputs = new();
        Option<CycleOrder> order = CommonOptions.Order();
        Option<double?> nominal = CommonOptions.NominalAh();
        Command command = new("cycles", """
            Finds half cycles, cycles and efficiencies in a recorded cell. Of the file only time_s, voltage_V and current_A (charging is
            positive) are read; columns in which a cycler counted for itself are not.

            Example: edgelogger cycles cell-07.csv.gz --csv cell-07.csv --plot cell-07.svg
            """)
        {
            file, order, nominal,
        };
        outputs.AddTo(command, file);
        command.SetAction(parsed =>
        {
            RecordResults results = Run(parsed.GetRequiredValue(file), new CycleEngineOptions
            {
                Order = parsed.GetValue(order),
                NominalAh = parsed.GetValue(nominal),
            });
            Write(parsed, outputs, results);
            return 0;
        });
        return command;
    }

    /// <summary>Runs the engine over a file.</summary>
    /// <exception cref="UserErrorException">The file cannot be read, or is no record.</exception>
    public static RecordResults Run(string path, CycleEngineOptions options)
    {
        CycleEngine engine = new(options);
        List<HalfCycle> halves = [];
        List<Cycle> cycles = [];
        try
        {
            using RecordFile record = RecordFile.Open(path);
            while (record.TryRead(out RecordRow row))
            {
                engine.Add(new Sample(row.TimeS, row.VoltageV, row.CurrentA));
                Drain(engine, halves, cycles);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or RecordFormatException)
        {
            throw new UserErrorException(error.Message, error);
        }

        engine.Finish();
        Drain(engine, halves, cycles);
        return new RecordResults(path, engine.Rows, halves, cycles, engine.Flags);
    }

    private static void Write(ParseResult parsed, CyclesOptions outputs, RecordResults results)
    {
        string? json = parsed.GetValue(outputs.Json);
        string? csv = parsed.GetValue(outputs.Csv);
        string? plot = parsed.GetValue(outputs.Plot);
        bool halves = parsed.GetValue(outputs.Halves);

        // Cycles that are not there are told before anything is written.
        IReadOnlyList<Cycle> chosen = plot is null ? [] : PlotFile.Choose(results, parsed.GetValue(outputs.PlotCycles) ?? []);
        bool isTaken = json == ResultsFile.StandardOutput || csv == ResultsFile.StandardOutput;
        if (!isTaken || parsed.GetValue(outputs.Table))
        {
            PrintTable(results, halves, isTaken ? Console.Error : Console.Out);
        }

        if (json is not null)
        {
            ResultsJson.Write(results, json);
        }

        if (csv is not null && halves)
        {
            ResultsCsv.WriteHalves(results, csv);
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

    private static void PrintTable(RecordResults results, bool halves, TextWriter output)
    {
        IAnsiConsole console = output == Console.Out
            ? AnsiConsole.Console
            : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (halves)
        {
            HalfTable.Print(console, results);
        }
        else
        {
            CycleTable.Print(console, results);
        }
    }

    private static void Drain(CycleEngine engine, List<HalfCycle> halves, List<Cycle> cycles)
    {
        while (engine.TryTakeHalf(out HalfCycle half))
        {
            halves.Add(half);
        }

        while (engine.TryTakeCycle(out Cycle cycle))
        {
            cycles.Add(cycle);
        }
    }
}
