using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;

namespace EdgeLogger.Security.Tests;

/// <summary>Names that come from boards and files, on their way into exported files.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-export-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("../../escaped")]
    [InlineData("%2e%2e/escaped")]
    [InlineData("/tmp/escaped")]
    [InlineData("a\\..\\escaped")]
    public async Task A_cohort_whose_name_leads_elsewhere_names_no_file(string cohort)
    {
        string data = await ImportAsync();
        await RunAsync("cell", "set", "cycler-07/0", "--cohort", cohort, "--data", data);
        string[] before = Directory.GetFileSystemEntries(_directory, "*", SearchOption.AllDirectories);
        ProgramResult refused = await ProgramInProcess.RunAsync(
            TestContext.Current.CancellationToken, "export", cohort, "--what", "cycles", "--data", data);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("cannot name a file", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(before.Order(), Directory.GetFileSystemEntries(_directory, "*", SearchOption.AllDirectories).Order());
    }

    [Fact]
    public async Task A_file_name_that_is_a_formula_is_text_in_the_results_and_negative_numbers_stay()
    {
        string record = Path.Combine(_directory, "=1+1.csv");
        RecordMaker.Write(record, cycles: 2, currentA: 0.001, halfS: 3600);
        string csv = Path.Combine(_directory, "out.csv");
        ProgramResult run = await ProgramInProcess.RunAsync(
            TestContext.Current.CancellationToken, "cycles", record, "--csv", csv);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.DoesNotContain(await File.ReadAllLinesAsync(csv, TestContext.Current.CancellationToken), line => line[0] is '='
            or '+' or '-' or '@');
        string data = await ImportAsync();
        string samples = Path.Combine(_directory, "samples.csv");
        await RunAsync("export", "cycler-07/0", "--out", samples, "--data", data);
        Assert.Contains(",-0.001,", await File.ReadAllTextAsync(samples, TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_of_a_slot_that_no_board_has_is_refused()
    {
        string record = Path.Combine(_directory, "record.csv");
        RecordMaker.Write(record, cycles: 1, currentA: 0.001, halfS: 60);
        string data = Path.Combine(_directory, "data");
        ProgramResult refused = await ProgramInProcess.RunAsync(
            TestContext.Current.CancellationToken, "import", record, "--cell", "cycler-07/16", "--data", data);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("a slot, 0 to 15", refused.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(data));
    }

    private async Task<string> ImportAsync()
    {
        string record = Path.Combine(_directory, "record.csv");
        RecordMaker.Write(record, cycles: 2, currentA: 0.001, halfS: 3600);
        string data = Path.Combine(_directory, "data");
        await RunAsync("import", record, "--cell", "cycler-07/0", "--data", data);
        return data;
    }

    private static async Task RunAsync(params string[] arguments)
    {
        ProgramResult run = await ProgramInProcess.RunAsync(TestContext.Current.CancellationToken, arguments);
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
    }
}
