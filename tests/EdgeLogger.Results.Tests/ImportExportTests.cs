using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.Cycles;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;

namespace EdgeLogger.Results.Tests;

/// <summary>A cycler's file into the log and out again, by the program as a user runs it.</summary>
public sealed class ImportExportTests : IDisposable
{
    // Preferred labels of the Battery Data Format ontology, 1.2.0.
    private static readonly string[] BdfRequired = ["Test Time / s", "Voltage / V", "Current / A"];
    private static readonly string[] BdfKnown =
        [.. BdfRequired, "Unix Time / s", "Surface Temperature T1 / degC", "Applied Pressure / Pa", "Cycle Count / 1",
            "Step Count / 1", "Ambient Temperature / degC"];

    private readonly string _directory = Directory.CreateTempSubdirectory("import-export-").FullName;

    private string _cell = "cycler-07";

    private string Record => Path.Combine(_directory, "record.csv");

    private string Data => Path.Combine(_directory, "data");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task An_imported_file_gives_the_cycles_of_the_file_in_every_export_and_a_second_import_changes_nothing()
    {
        RecordMaker.Write(Record, cycles: 4, currentA: 0.00123, halfS: 3600);
        _cell = "cycler-07/2";
        string first = await RunAsync("import", Record, "--cell", _cell, "--start", "2026-01-31T08:00Z");
        string second = await RunAsync("import", Record, "--cell", _cell, "--start", "2026-01-31T08:00Z");
        Assert.Contains("cycler-07/2:", first, StringComparison.Ordinal);
        Assert.Contains("nothing changed", second, StringComparison.Ordinal);

        List<JsonElement> wanted = await CyclesOfAsync(Record);
        string csv = await ExportAsync("cycles.csv", "--what", "cycles");
        List<object[]> cycles = Duck.Rows(
            $"SELECT cycle, charge_capacity_ah, discharge_capacity_ah, coulombic_efficiency, cell FROM read_csv('{csv}')");
        Assert.Equal(wanted.Count, cycles.Count);
        foreach ((JsonElement cycle, object[] row) in wanted.Zip(cycles))
        {
            Assert.Equal((long)cycle.GetProperty("cycle").GetInt32(), row[0]);
            AssertSame(cycle.GetProperty("charge_capacity_ah").GetDouble(), (double)row[1]);
            AssertSame(cycle.GetProperty("discharge_capacity_ah").GetDouble(), (double)row[2]);
            AssertSame(cycle.GetProperty("coulombic_efficiency").GetDouble(), (double)row[3]);
            Assert.Equal("cycler-07/2", row[4]);
        }

        string bdf = await ExportAsync("cell.bdf.csv", "--format", "bdf");
        string[] header = (await File.ReadAllLinesAsync(bdf, TestContext.Current.CancellationToken))[0].Split(',');
        Assert.Equal(BdfRequired, header.Take(3));
        Assert.Empty(header.Except(BdfKnown));
        foreach ((JsonElement cycle, JsonElement again) in wanted.Zip(await CyclesOfAsync(bdf)))
        {
            AssertSame(cycle.GetProperty("charge_capacity_ah").GetDouble(), again.GetProperty("charge_capacity_ah").GetDouble());
            AssertSame(cycle.GetProperty("discharge_capacity_ah").GetDouble(), again.GetProperty("discharge_capacity_ah")
                .GetDouble());
        }
    }

    [Fact]
    public async Task Samples_read_back_by_DuckDB_are_the_files_own_as_Parquet_and_as_Csv()
    {
        RecordMaker.Write(Record, cycles: 2, currentA: 0.00123, halfS: 3600);
        await RunAsync("import", Record, "--cell", "cycler-07", "--start", "2026-01-31T08:00Z");
        string source = $"SELECT time_s, voltage_V, current_A, temperature_degC FROM read_csv('{Record}')";
        foreach (string format in (string[])["csv", "parquet"])
        {
            string path = await ExportAsync($"samples.{format}", "--format", format);
            List<object[]> rows = Duck.Rows(
                $"SELECT time_s, voltage_V, current_A, temperature_degC FROM read_{format}('{path}')");
            List<object[]> wanted = Duck.Rows(source);
            Assert.Equal(wanted.Count, rows.Count);
            for (int i = 0; i < rows.Count; i++)
            {
                Assert.All(wanted[i].Zip(rows[i]), pair => Assert.Equal(
                    Convert.ToDouble(pair.First, CultureInfo.InvariantCulture),
                    Convert.ToDouble(pair.Second, CultureInfo.InvariantCulture), 1e-9));
            }
        }

        string steps = await ExportAsync("steps.parquet", "--what", "steps", "--format", "parquet");
        object[] kinds = [.. Duck.Rows($"SELECT DISTINCT kind FROM read_parquet('{steps}') ORDER BY kind").Select(row => row[0])];
        Assert.Equal(["constant_current", "rest"], kinds);
        string half = await ExportAsync("later.csv", "--from", "2026-01-31T09:00Z");
        Assert.All(Duck.Rows($"SELECT utc FROM read_csv('{half}')"),
            row => Assert.True((DateTime)row[0] >= new DateTime(2026, 1, 31, 9, 0, 0)));
    }

    [Fact]
    public async Task An_export_says_what_made_its_results_within_Parquet_and_beside_other_files_whose_rows_stay_alone()
    {
        RecordMaker.Write(Record, cycles: 2, currentA: 0.00123, halfS: 3600);
        await RunAsync("import", Record, "--cell", "O'Neil");
        await RunAsync("cell", "set", "O'Neil", "--nominal-ah", "0.0125", "--order", "discharge-first");
        await RunAsync("rebuild");
        _cell = "O'Neil";
        string csv = await ExportAsync("cycles.csv", "--what", "cycles");
        string text = await File.ReadAllTextAsync(csv + ".provenance.json", TestContext.Current.CancellationToken);
        using JsonDocument document = JsonDocument.Parse(text);
        JsonElement test = Assert.Single(document.RootElement.GetProperty("tests").EnumerateArray());
        Assert.Equal("O'Neil", test.GetProperty("cell").GetString());
        Assert.Matches("^[0-9a-f]{16}$", test.GetProperty("test").GetString()!);
        JsonElement made = test.GetProperty("provenance");
        Assert.Equal((CycleEngine.Version, "dischargeFirst", 0.0125, 0), (made.GetProperty("engineVersion").GetInt32(),
            made.GetProperty("order").GetString(), made.GetProperty("nominalAh").GetDouble(),
            made.GetProperty("calibrations").GetArrayLength()));
        Assert.StartsWith("cell,", await File.ReadAllTextAsync(csv, TestContext.Current.CancellationToken),
            StringComparison.Ordinal);

        string parquet = await ExportAsync("cycles.parquet", "--what", "cycles", "--format", "parquet");
        Assert.Equal([text.TrimEnd()], Duck.Rows(
            $"SELECT decode(value) FROM parquet_kv_metadata('{parquet}') WHERE decode(key) = 'edgelogger_provenance'")
            .Select(row => (string)row[0]));
        Assert.False(File.Exists(parquet + ".provenance.json"));
        string bdf = await ExportAsync("cell.bdf.csv", "--format", "bdf");
        Assert.Equal(text, await File.ReadAllTextAsync(bdf + ".provenance.json", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Provenance_beside_a_file_is_replaced_only_when_asked_and_never_stays_beside_another_file()
    {
        RecordMaker.Write(Record, cycles: 2, currentA: 0.001, halfS: 3600);
        await RunAsync("import", Record, "--cell", "cycler-07");
        string path = Path.Combine(_directory, "mine.csv");
        string beside = path + ".provenance.json";
        await File.WriteAllTextAsync(beside, "mine", TestContext.Current.CancellationToken);
        ProgramResult run = await ProgramInProcess.RunAsync(
            TestContext.Current.CancellationToken, "export", "cycler-07", "--out", path, "--data", Data);
        Assert.Contains($"{beside} is there already, and nothing was written", run.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
        await RunAsync("export", "cycler-07", "--out", path, "--force");
        Assert.StartsWith("{", await File.ReadAllTextAsync(beside, TestContext.Current.CancellationToken),
            StringComparison.Ordinal);

        // A folder in the way of it: the rows are not put beside what was there.
        File.Delete(beside);
        Directory.CreateDirectory(beside);
        await File.WriteAllTextAsync(path, "rows of before", TestContext.Current.CancellationToken);
        ProgramResult blocked = await ProgramInProcess.RunAsync(
            TestContext.Current.CancellationToken, "export", "cycler-07", "--out", path, "--force", "--data", Data);
        Assert.NotEqual(0, blocked.ExitCode);
        Assert.Equal("rows of before", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("export", "no-such-cell")]
    [InlineData("export", "cycler-07", "--what", "cycles", "--format", "bdf")]
    [InlineData("import", "RECORD", "--cell", "../etc")]
    [InlineData("import", "RECORD", "--cell", "Cell?7")]
    public async Task What_cannot_be_done_is_said_in_one_line(params string[] arguments)
    {
        RecordMaker.Write(Record, cycles: 2, currentA: 0.001, halfS: 3600);
        await RunAsync("import", Record, "--cell", "cycler-07");
        ProgramResult run = await ProgramInProcess.RunAsync(
            TestContext.Current.CancellationToken,
            [.. arguments.Select(argument => argument == "RECORD" ? Record : argument), "--data", Data]);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("edgelogger: ", run.Errors.Split('\n').Last(line => line.Length > 0), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_in_the_future_is_refused_and_nothing_is_made()
    {
        RecordMaker.Write(Record, cycles: 2, currentA: 0.001, halfS: 3600);
        ProgramResult run = await ProgramInProcess.RunAsync(
            TestContext.Current.CancellationToken, "import", Record, "--cell", "cycler-07", "--start", "2099-01-01",
            "--data", Data);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--start 2099-01-01T00:00Z is in the future: this machine's clock says 20", run.Errors,
            StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Data, "frames.db")));
        string soon = TimeProvider.System.GetUtcNow().AddMinutes(20)
            .ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
        await RunAsync("import", Record, "--cell", "cycler-07", "--start", soon);
    }

    [Fact]
    public async Task An_export_replaces_a_file_only_when_asked()
    {
        RecordMaker.Write(Record, cycles: 2, currentA: 0.001, halfS: 3600);
        await RunAsync("import", Record, "--cell", "cycler-07");
        string path = Path.Combine(_directory, "mine.csv");
        await File.WriteAllTextAsync(path, "mine", TestContext.Current.CancellationToken);

        ProgramResult run = await ProgramInProcess.RunAsync(
            TestContext.Current.CancellationToken, "export", "cycler-07", "--out", path, "--data", Data);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"{path} is there already, and nothing was written. Name another file with --out, or "
            + "give --force to replace it.", run.Errors, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));

        await RunAsync("export", "cycler-07", "--out", path, "--force");
        Assert.StartsWith("cell,", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_replaces_no_file_of_the_data_directory_whatever_is_asked()
    {
        RecordMaker.Write(Record, cycles: 2, currentA: 0.001, halfS: 3600);
        await RunAsync("import", Record, "--cell", "cycler-07");
        string log = Path.Combine(Data, "frames.db");
        long length = new FileInfo(log).Length;

        ProgramResult run = await ProgramInProcess.RunAsync(
            TestContext.Current.CancellationToken, "export", "cycler-07", "--out", log, "--force", "--data", Data);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"{log} is in the data directory", run.Errors, StringComparison.Ordinal);
        Assert.Equal(length, new FileInfo(log).Length);
    }

    [Fact]
    public async Task An_export_through_a_link_replaces_no_file_of_the_data_directory_and_one_into_a_folder_says_what_to_give()
    {
        RecordMaker.Write(Record, cycles: 2, currentA: 0.001, halfS: 3600);
        await RunAsync("import", Record, "--cell", "cycler-07");
        string link = Path.Combine(_directory, "link.csv");
        File.CreateSymbolicLink(link, Path.Combine(Data, "cells.jsonl"));
        foreach ((string path, string expected) in ((string, string)[])[(link, "is in the data directory"),
            (_directory, "is a folder. Give the name of a file")])
        {
            ProgramResult run = await ProgramInProcess.RunAsync(
                TestContext.Current.CancellationToken, "export", "cycler-07", "--out", path, "--force", "--data", Data);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains($"{path} {expected}", run.Errors, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(Path.Combine(Data, "cells.jsonl")));
    }

    [Theory]
    [InlineData("1,3.7,1e7", "row 2 has a current of 1E+07 A")]
    [InlineData("1,3.7,-1e12", "row 2 has a current of 1E+12 A")]
    [InlineData("1,1e6,0.001", "row 2 has a voltage of 1E+06 V")]
    public async Task A_row_beside_which_the_others_could_not_be_kept_is_refused_and_named(string absurd, string expected)
    {
        await File.WriteAllTextAsync(Record, $"time_s,voltage_V,current_A\n0,3.7,0.001\n{absurd}\n2,3.7,0.001\n",
            TestContext.Current.CancellationToken);

        ProgramResult run = await ProgramInProcess.RunAsync(
            TestContext.Current.CancellationToken, "import", Record, "--cell", "cycler-07", "--data", Data);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_without_a_voltage_ends_no_analysis_of_a_file()
    {
        await File.WriteAllTextAsync(Record, "time_s,voltage_V,current_A\n0,3.7,0.001\n1,NaN,0.001\n2,3.7,0.001\n",
            TestContext.Current.CancellationToken);

        ProgramResult run = await ProgramInProcess.RunAsync(TestContext.Current.CancellationToken, "cycles", Record);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
    }

    private static void AssertSame(double wanted, double found) => Assert.Equal(wanted, found, 1e-9 * Math.Abs(wanted));

    private async Task<string> ExportAsync(string file, params string[] options)
    {
        string path = Path.Combine(_directory, file);
        await RunAsync(["export", _cell, "--out", path, .. options]);
        Assert.False(File.Exists(path + ".part"));
        return path;
    }

    private static async Task<List<JsonElement>> CyclesOfAsync(string file)
    {
        ProgramResult run = await ProgramInProcess.RunAsync(TestContext.Current.CancellationToken, "cycles", file, "--json", "-");
        Assert.True(run.ExitCode == 0, run.Errors);
        return [.. JsonDocument.Parse(run.Output).RootElement.GetProperty("cycles").EnumerateArray()];
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        ProgramResult run = await ProgramInProcess.RunAsync(
            TestContext.Current.CancellationToken, [.. arguments, "--data", Data]);
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        return run.Output;
    }
}
