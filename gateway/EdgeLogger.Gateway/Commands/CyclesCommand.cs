using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using EdgeLogger.Cycles;
using EdgeLogger.Gateway.Output;
using EdgeLogger.Records;
using Spectre.Console;

namespace EdgeLogger.Gateway.Commands;

/// <summary>edgelogger cycles FILE: the engine alone, on a recorded cell.</summary>
internal static class CyclesCommand
{
    public static Command Create()
    {
        Argument<string> file = CommonOptions.RecordFile();
        Option<string?> json = CommonOptions.Json();
        Option<CycleOrder> order = CommonOptions.Order();
        Option<double?> nominal = CommonOptions.NominalAh();
        Command command = new("cycles", """
            Finds half cycles, cycles and efficiencies in a recorded cell. Of the file only time_s, voltage_V and current_A (charging is
            positive) are read; columns in which a cycler counted for itself are not.

            Example: edgelogger cycles cell-07.csv.gz --json cell-07.json
            """)
        {
            file, json, order, nominal,
        };
        command.SetAction(parsed =>
        {
            RecordResults results = Run(parsed.GetRequiredValue(file), new CycleEngineOptions
            {
                Order = parsed.GetValue(order),
                NominalAh = parsed.GetValue(nominal),
            });
            string? path = parsed.GetValue(json);
            if (path != "-")
            {
                CycleTable.Print(AnsiConsole.Console, results);
            }

            if (path is not null)
            {
                ResultsJson.Write(results, path);
            }

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
