using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;

namespace EdgeLogger.Gateway.Tests;

/// <summary>Commands for the tools that a lab already has.</summary>
public sealed partial class LabToolTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-tools-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Help_names_them()
    {
        ProgramResult help = await RunAsync("--help");
        Assert.All((string[])["sink", "influx", "import", "export", "bench"],
            name => Assert.Contains($"\n  {name} ", help.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_sink_bench_counts_every_point_once_in_every_server_and_the_writer_allocates_nothing()
    {
        // How fast it is, is not for a test on a busy machine: the exit code is not looked at.
        ProgramResult run = await RunAsync("bench", "influx", "--points", "20000", "--rounds", "2");
        for (int attempt = 1; attempt < 3 && run.Output.Length == 0; attempt++)
        {
            // A server did not start: its port was taken between the choice and the start.
            run = await RunAsync("bench", "influx", "--points", "20000", "--rounds", "2");
        }

        Assert.True(run.Output.Contains("the line writer allocates 0 bytes a point", StringComparison.Ordinal),
            $"exit code {run.ExitCode}: {run.Output}{run.Errors}");
        string[] rows = [.. run.Output.Split('\n')
            .Where(line => line.Contains("/s", StringComparison.Ordinal) && line.Contains('%', StringComparison.Ordinal))];
        int skipped = run.Output.Split("skipped").Length - 1;
        Assert.Equal(2 - skipped, rows.Length);
        Assert.All(rows, row => Assert.Equal("0", EndPattern().Match(row).Value));
    }

    [Theory]
    [InlineData("No sink has written", "sink", "status", "--data", "DIR")]
    [InlineData("does not answer", "influx", "init", "http://127.0.0.1:1?db=cells")]
    [InlineData("names no database", "influx", "init", "http://127.0.0.1:1")]
    [InlineData("give both", "serve", "--mirror", "json", "--data", "DIR")]
    public async Task What_is_missing_is_said(string expected, params string[] arguments)
    {
        ProgramResult run = await RunAsync([.. arguments.Select(argument => argument == "DIR" ? _directory : argument)]);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
    }

    private static Task<ProgramResult> RunAsync(params string[] arguments) =>
        ProgramInProcess.RunAsync(TestContext.Current.CancellationToken, arguments);

    [GeneratedRegex("[0-9,]+\\s*$")]
    private static partial Regex EndPattern();
}
