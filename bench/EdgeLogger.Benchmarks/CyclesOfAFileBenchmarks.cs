using System;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using BenchmarkDotNet.Attributes;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Harness;

namespace EdgeLogger.Benchmarks;

/// <summary>
/// <c>edgelogger cycles</c> on a CSV of a million rows, as a user starts it: the process from its start to its end, its table
/// written. The design asks for less than a second.
/// </summary>
[Config(typeof(ProcessBenchmarkConfig))]
public class CyclesOfAFileBenchmarks
{
    public const int Rows = 1_000_000;

    private string _folder = "";
    private string _file = "";

    [GlobalSetup]
    public void WriteFile()
    {
        _folder = Directory.CreateTempSubdirectory("edgelogger-bench-").FullName;
        _file = Path.Combine(_folder, "cell.csv");
        using StreamWriter file = new(_file);
        file.WriteLine("time_s,voltage_V,current_A");
        foreach (Sample row in ConstantCurrentRecord.Write(Rows))
        {
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.TimeS:F1},{row.VoltageV:F6},{row.CurrentA:F9}"));
        }
    }

    [GlobalCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Benchmark(Description = "edgelogger cycles FILE")]
    public async Task<int> WholeProcess()
    {
        ProgramResult run = await EdgeLoggerProgram.RunAsync(CancellationToken.None, "cycles", _file);
        return run.ExitCode == 0 ? run.Output.Length : throw new InvalidOperationException(run.Errors);
    }
}
