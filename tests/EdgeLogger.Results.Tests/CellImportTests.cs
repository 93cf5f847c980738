using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;

namespace EdgeLogger.Results.Tests;

/// <summary>Cyclers' files as segments of a cell's tests, by the program as a user runs it.</summary>
public sealed class CellImportTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("cell-import-").FullName;

    private string Data => Path.Combine(_directory, "data");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Files_of_one_cell_are_segments_of_one_test_in_the_order_of_their_starts()
    {
        string formation = Record("formation.csv", cycles: 2, currentA: 0.0005);
        string ageing = Record("ageing.csv", cycles: 3, currentA: 0.001);
        await RunAsync("import", ageing, "--cell", "WJK-1", "--start", "2026-02-01T08:00Z");
        string second = await RunAsync("import", formation, "--cell", "WJK-1", "--start", "2026-01-20T08:00Z");
        Assert.StartsWith("WJK-1, test 1:", second, StringComparison.Ordinal);

        double[] wanted = [.. await CapacitiesAsync("cycles", formation), .. await CapacitiesAsync("cycles", ageing)];
        Assert.Equal(5, wanted.Length);
        Assert.Equal(wanted, await ExportedAsync("WJK-1"), (one, other) => Math.Abs(one - other) < 1e-9 * one);
    }

    [Fact]
    public async Task The_same_file_changes_nothing_and_with_another_start_or_sign_takes_its_own_place()
    {
        string file = Record("formation.csv", cycles: 2, currentA: 0.0005);
        await RunAsync("import", file, "--cell", "WJK-1");
        Assert.All(await UtcAsync("WJK-1"), utc => Assert.Equal("", utc));
        Assert.Contains("nothing changed", await RunAsync("import", file, "--cell", "WJK-1"), StringComparison.Ordinal);

        await RunAsync("import", file, "--cell", "WJK-1", "--start", "2026-01-20T08:00Z");
        Assert.Equal("2026-01-20T08:00:00.000Z", (await UtcAsync("WJK-1"))[0]);
        await RunAsync("import", file, "--cell", "WJK-1", "--start", "2026-01-20T08:00Z", "--sign", "discharge-positive");
        Assert.Equal(
            await CapacitiesAsync("cycles", file, "--sign", "discharge-positive"), await ExportedAsync("WJK-1"),
            (one, other) => Math.Abs(one - other) < 1e-9 * one);
        string shown = await RunAsync("cell", "show", "WJK-1");
        Assert.Contains("segment 2: file formation.csv from 2026-01-20 08:00:00Z, taken out", shown, StringComparison.Ordinal);
        await RunAsync("rebuild", "--check");
        Assert.Equal("WJK-1\n", await RunAsync("cell", "list"));
    }

    [Fact]
    public async Task A_last_line_that_is_cut_off_is_named_by_the_import()
    {
        string file = Record("formation.csv", cycles: 2, currentA: 0.0005);
        string text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, text.TrimEnd()[..^12], TestContext.Current.CancellationToken);
        ProgramResult import = await EdgeLoggerProgram.RunAsync(
            TestContext.Current.CancellationToken, "import", file, "--cell", "WJK-1", "--data", Data);
        Assert.Equal(0, import.ExitCode);
        Assert.Contains("formation.csv: the last line is cut off and was left out\n", import.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_belongs_to_one_test_until_it_is_taken_out()
    {
        string file = Record("formation.csv", cycles: 2, currentA: 0.0005);
        await RunAsync("import", file, "--cell", "WJK-1", "--start", "2026-01-20T08:00Z");
        foreach (string[] other in (string[][])[["WJK-2"], ["WJK-1", "--test", "new"]])
        {
            string refusal = await RefusedAsync(["import", file, "--cell", .. other, "--start", "2026-01-20T08:00Z"]);
            Assert.Contains("formation.csv is in WJK-1, test 1 already, as segment 1.", refusal, StringComparison.Ordinal);
        }

        await RunAsync("cell", "correct", "WJK-1", "--segment", "1", "--withdraw");
        await RunAsync("import", file, "--cell", "WJK-2", "--start", "2026-01-20T08:00Z");
        Assert.Equal(2, (await ExportedAsync("WJK-2")).Length);
        Assert.Contains("already", await RefusedAsync(["cell", "correct", "WJK-1", "--segment", "1", "--withdraw"]),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("has no test 2: it has 1", "--cell", "WJK-1", "--test", "2")]
    [InlineData("'latest' is not a test; give its number, from 1, or new.", "--cell", "WJK-1", "--test", "latest")]
    [InlineData("the file can be segment 1 to 2", "--cell", "WJK-1", "--segment", "7")]
    [InlineData("nor a slot of a board", "--cell", "cycler-07/16")]
    public async Task What_cannot_be_is_refused_with_what_to_do(string expected, params string[] options)
    {
        await RunAsync("import", Record("one.csv", cycles: 2, currentA: 0.0005), "--cell", "WJK-1");
        string file = Record("two.csv", cycles: 2, currentA: 0.001);
        Assert.Contains(expected, await RefusedAsync(["import", file, .. options]), StringComparison.Ordinal);
    }

    private string Record(string name, int cycles, double currentA)
    {
        string path = Path.Combine(_directory, name);
        RecordMaker.Write(path, cycles, currentA, halfS: 3600);
        return path;
    }

    private static async Task<double[]> CapacitiesAsync(params string[] arguments)
    {
        ProgramResult run = await ProgramInProcess.RunAsync(TestContext.Current.CancellationToken, [.. arguments, "--json", "-"]);
        Assert.True(run.ExitCode == 0, run.Errors);
        return [.. JsonDocument.Parse(run.Output).RootElement.GetProperty("cycles").EnumerateArray()
            .Select(cycle => cycle.GetProperty("discharge_capacity_ah").GetDouble())];
    }

    private async Task<double[]> ExportedAsync(string cell)
    {
        string path = Path.Combine(_directory, "cycles.csv");
        await RunAsync("export", cell, "--what", "cycles", "--out", path, "--force");
        return [.. Duck.Rows($"SELECT discharge_capacity_ah FROM read_csv('{path}')").Select(row => (double)row[0])];
    }

    private async Task<IReadOnlyList<string>> UtcAsync(string cell)
    {
        string path = Path.Combine(_directory, "samples.csv");
        await RunAsync("export", cell, "--out", path, "--force");
        string[] lines = await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken);
        int column = lines[0].Split(',').ToList().IndexOf("utc");
        return [.. lines.Skip(1).Select(line => line.Split(',')[column])];
    }

    private async Task<string> RefusedAsync(string[] arguments)
    {
        ProgramResult run = await ProgramInProcess.RunAsync(
            TestContext.Current.CancellationToken, [.. arguments, "--data", Data]);
        Assert.Equal(2, run.ExitCode);
        return run.Errors;
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        ProgramResult run = await ProgramInProcess.RunAsync(
            TestContext.Current.CancellationToken, [.. arguments, "--data", Data]);
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        return run.Output;
    }
}
