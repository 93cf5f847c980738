using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.Cycles;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Gateway.Output;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;

namespace EdgeLogger.Gateway.Tests;

/// <summary>CSV and tables of <c>edgelogger cycles</c>.</summary>
public sealed class CycleOutputTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-out-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Csv_numbers_read_back_to_the_same_double_as_json()
    {
        string record = Record("record.csv");
        ProgramResult json = await RunAsync("cycles", record, "--json", "-");
        ProgramResult csv = await RunAsync("cycles", record, "--csv", "-");

        using JsonDocument document = JsonDocument.Parse(json.Output);
        JsonElement[] cycles = [.. document.RootElement.GetProperty("cycles").EnumerateArray()];
        List<Dictionary<string, string>> lines = Parse(csv.Output);
        Assert.Equal(3, lines.Count);
        string[] names = ["charge_capacity_ah", "discharge_capacity_ah", "discharge_energy_wh", "coulombic_efficiency",
            "mean_discharge_voltage_v"];
        Assert.All(lines.Zip(cycles), pair => Assert.All(names, name => Assert.Equal(
            BitConverter.DoubleToInt64Bits(pair.Second.GetProperty(name).GetDouble()),
            BitConverter.DoubleToInt64Bits(double.Parse(pair.First[name], CultureInfo.InvariantCulture)))));
    }

    [Theory]
    [InlineData("=cmd.csv")]
    [InlineData("+1.csv")]
    [InlineData("-1.csv")]
    [InlineData("@sum.csv")]
    [InlineData("\tx.csv")]
    public async Task Text_that_a_spreadsheet_would_run_is_neutralised(string name)
    {
        ResultsCsv.WriteCycles(OneCycle(name), Path.Combine(_directory, "out"));
        Assert.Equal("'" + name, Assert.Single(Parse(await ReadAsync("out")))["file"]);
    }

    [Fact]
    public async Task A_negative_number_stays_a_number_and_a_comma_in_a_name_stays_in_its_cell()
    {
        string record = Path.Combine(_directory, "a, \"b\".csv");
        await File.WriteAllLinesAsync(
            record, (await File.ReadAllLinesAsync(Record("plain.csv"), TestContext.Current.CancellationToken))
            .Select((line, i) => i == 0 ? line : Early(line)), TestContext.Current.CancellationToken);

        ProgramResult run = await RunAsync("cycles", record, "--csv", "-", "--halves");

        Dictionary<string, string> first = Parse(run.Output)[0];
        Assert.Equal(record, first["file"]);
        Assert.StartsWith("-", first["start_s"], StringComparison.Ordinal);
        Assert.True(double.Parse(first["start_s"], CultureInfo.InvariantCulture) < -9e5);
    }

    [Fact]
    public async Task Halves_are_one_line_each_and_a_table_of_their_own()
    {
        string record = Record("record.csv");
        ProgramResult run = await RunAsync("cycles", record, "--halves", "--csv", Path.Combine(_directory, "halves.csv"));

        Assert.Contains("direction", run.Output, StringComparison.Ordinal);
        List<Dictionary<string, string>> lines = Parse(await ReadAsync("halves.csv"));
        Assert.Equal(["charge", "discharge", "charge", "discharge", "charge", "discharge"],
            lines.Select(line => line["direction"]));
    }

    [Fact]
    public async Task A_table_asked_for_beside_results_on_standard_output_goes_to_standard_error()
    {
        ProgramResult run = await RunAsync("cycles", Record("record.csv"), "--json", "-", "--table");

        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.Contains("discharge", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--json - --csv -", "cannot share standard output")]
    [InlineData("--plot page.gif", "--plot page.gif does not say what to draw")]
    [InlineData("--plot page", ".svg")]
    [InlineData("--plot page.svg --plot-cycles 1,x", "'1,x' is not a list of cycle numbers")]
    [InlineData("--plot page.svg --plot-cycles 1,2,3,4,5,6,7", "at most 6")]
    [InlineData("--plot-cycles 1", "Give --plot")]
    public async Task A_wrong_output_says_what_is_right(string options, string expected)
    {
        ProgramResult run = await RunAsync(["cycles", Record("record.csv"), .. options.Split(' ')]);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(expected, run.Output + run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_is_not_overwritten_by_its_results()
    {
        string record = Record("record.csv");
        string before = await ReadAsync("record.csv");

        ProgramResult run = await RunAsync("cycles", record, "--csv", Path.Combine(_directory, ".", "record.csv"));

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("is named twice", run.Errors, StringComparison.Ordinal);
        Assert.Equal(before, await ReadAsync("record.csv"));
    }

    private static RecordResults OneCycle(string file)
    {
        CycleEngine engine = new(new CycleEngineOptions());
        for (int i = 0; i < 200; i++)
        {
            engine.Add(new Sample(60 * i, 3, i < 100 ? 0.001 : -0.001));
        }

        engine.Finish();
        List<Cycle> cycles = [];
        while (engine.TryTakeCycle(out Cycle cycle))
        {
            cycles.Add(cycle);
        }

        return new RecordResults(file, engine.Rows, [], cycles, engine.Flags);
    }

    private static string Early(string line)
    {
        int comma = line.IndexOf(',', StringComparison.Ordinal);
        double timeS = double.Parse(line[..comma], CultureInfo.InvariantCulture) - 1e6;
        return timeS.ToString("R", CultureInfo.InvariantCulture) + line[comma..];
    }

    /// <summary>Reads CSV with quoted cells; no cell here holds a line end.</summary>
    private static List<Dictionary<string, string>> Parse(string csv)
    {
        List<string>[] lines = [.. csv.TrimEnd('\n').Split('\n').Select(Cells)];
        return [.. lines.Skip(1).Select(cells => lines[0].Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    private static List<string> Cells(string line)
    {
        List<string> cells = [""];
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                cells[^1] += line[i++];
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == ',' && !quoted)
            {
                cells.Add("");
            }
            else
            {
                cells[^1] += line[i];
            }
        }

        return cells;
    }

    private string Record(string name)
    {
        string path = Path.Combine(_directory, name);
        RecordMaker.Write(path, cycles: 3, currentA: 0.001, halfS: 3600);
        return path;
    }

    private Task<string> ReadAsync(string name) =>
        File.ReadAllTextAsync(Path.Combine(_directory, name), TestContext.Current.CancellationToken);

    private static Task<ProgramResult> RunAsync(params string[] arguments) =>
        ProgramInProcess.RunAsync(TestContext.Current.CancellationToken, arguments);
}
