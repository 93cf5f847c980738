using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;

namespace EdgeLogger.Gateway.Tests;

/// <summary><c>edgelogger cell start --table</c>: many tests from one file.</summary>
public sealed class CellTableCommandTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-table-").FullName;

    private string TableFile => Path.Combine(_directory, "cells.csv");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Forty_cells_are_shown_first_and_started_in_one_go()
    {
        await WriteAsync("Cell;Slot;Mass (mg);Cohort\n" + string.Concat(
            Enumerable.Range(0, 40).Select(i => $"WJK-{i:D4};bench-{i / 4}/{i % 4};{i + 1},5;5W\n")));
        ProgramResult preview = await StartAsync("--preview", "--at", "2026-07-01T10:00");
        Assert.True(preview.ExitCode == 0, preview.Errors);
        Assert.StartsWith("row  cell      slot       mass_mg  cohort\n2    WJK-0000  bench-0/0  1,5      5W\n", preview.Output,
            StringComparison.Ordinal);
        Assert.EndsWith("Nothing was started: 40 tests would be.\n", preview.Output, StringComparison.Ordinal);
        Assert.Equal("", (await RunAsync("cell", "list")).Output);

        ProgramResult started = await StartAsync("--at", "2026-07-01T10:00", "--json");
        Assert.True(started.ExitCode == 0, started.Errors);
        Assert.Equal(40, JsonDocument.Parse(started.Output).RootElement.GetProperty("tests").GetArrayLength());
        Assert.Contains("WJK-0039  mass-mg 40.5  cohort 5W\n", (await RunAsync("cell", "list")).Output, StringComparison.Ordinal);
        Assert.Contains("test 1 from 2026-07-01 10:00:00Z: bench-9/3\n", (await RunAsync("cell", "show", "WJK-0039")).Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_refused_line_is_named_below_it_and_nothing_is_started_until_it_is_right()
    {
        await RunAsync("cell", "start", "b/1", "--cell", "A", "--at", "2026-07-01T10:00");
        await WriteAsync("cell,slot,mass_mg\nB,b/0,6.02\n\nC,b/1,6\nD,b/2,6020\n");
        ProgramResult refused = await StartAsync();
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("2 of 3 lines of", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("\n4    C     b/1   6\n     REFUSED: b/1 holds A, test 1", refused.Output, StringComparison.Ordinal);
        Assert.Contains("\n5    D     b/2   6020\n     REFUSED: 6.02 g of active mass? Give --yes-mass", refused.Output,
            StringComparison.Ordinal);
        Assert.Equal("A\n", (await RunAsync("cell", "list")).Output);

        ProgramResult started = await StartAsync("--end-previous", "--yes-mass");
        Assert.True(started.ExitCode == 0, started.Errors);
        Assert.EndsWith("3 tests were started.\n", started.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--mass-mg 6", "--mass-mg is a column of the table; leave it out beside --table.")]
    [InlineData("--cell A", "--cell is a column of the table")]
    [InlineData("--pressure-mpa 75", "--pressure-mpa is a column of the table")]
    [InlineData("bench-01/0", "SLOT is a column of the table")]
    public async Task What_a_table_has_as_a_column_is_refused_beside_it(string more, string expected)
    {
        await WriteAsync("cell,slot\nA,b/0\n");
        ProgramResult run = await StartAsync(more.Split(' '));
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_without_a_slot_a_cell_or_a_table_says_what_to_give()
    {
        foreach (string[] given in (string[][])[[], ["b/0"], ["--cell", "A"]])
        {
            ProgramResult run = await RunAsync(["cell", "start", .. given]);
            Assert.NotEqual(0, run.ExitCode);
            Assert.Contains("give both, or a table with --table FILE", run.Errors, StringComparison.Ordinal);
        }
    }

    private Task WriteAsync(string text) => File.WriteAllTextAsync(TableFile, text, TestContext.Current.CancellationToken);

    private Task<ProgramResult> StartAsync(params string[] more) => RunAsync(["cell", "start", "--table", TableFile, .. more]);

    private Task<ProgramResult> RunAsync(params string[] arguments) =>
        ProgramInProcess.RunAsync(TestContext.Current.CancellationToken, [.. arguments, "--data", _directory]);
}
