using System;
using System.IO;
using System.Threading.Tasks;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;

namespace EdgeLogger.Gateway.Tests;

/// <summary><c>edgelogger cell</c> at a terminal.</summary>
public sealed class CellCommandTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-cell-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task What_was_set_for_a_cell_is_shown_with_its_history()
    {
        ProgramResult first = await RunAsync(
            "cell", "set", "bench-01/0", "--mass-mg", "6", "--area-cm2", "0.785", "--one-c-ma-g", "200", "--electrode", "cathode",
            "--cohort", "5W", "--by", "ana");
        ProgramResult second = await RunAsync(
            "cell", "set", "bench-01/0", "--mass-mg", "6.02", "--unset", "cohort", "--by", "ben", "--note", "weighed again");

        Assert.Equal(0, first.ExitCode);
        Assert.Contains("derived again", first.Output, StringComparison.Ordinal);
        Assert.Equal("bench-01/0: mass-mg 6 -> 6.02, cohort 5W -> not known\n", second.Output);
        string shown = (await RunAsync("cell", "show", "bench-01/0")).Output;
        Assert.Contains("mass-mg         6.02\n", shown, StringComparison.Ordinal);
        Assert.Contains("ana: electrode cathode, mass-mg 6, area-cm2 0.785, one-c-ma-g 200, cohort 5W\n", shown,
            StringComparison.Ordinal);
        Assert.Contains("ben: mass-mg 6 -> 6.02, cohort 5W -> not known  (weighed again)\n", shown, StringComparison.Ordinal);
        Assert.Contains("bench-01/0  electrode cathode  mass-mg 6.02", (await RunAsync("cell", "list")).Output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("set bench-01 --mass-mg 6", "as in bench-01/0")]
    [InlineData("set bench-01/0 --mass-mg -6", "--mass-mg -6 is out of range; give milligrams above 0")]
    [InlineData("set bench-01/0 --electrode both", "cathode, anode or full")]
    [InlineData("set bench-01/0 --unset mass", "'mass' is not known; give electrode, order, mass-mg")]
    [InlineData("show bench-01/0", "Nothing is known of cell bench-01/0")]
    public async Task What_cannot_be_set_says_what_can(string arguments, string expected)
    {
        ProgramResult run = await RunAsync(["cell", .. arguments.Split(' ')]);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(expected, run.Output + run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    private Task<ProgramResult> RunAsync(params string[] arguments) =>
        ProgramInProcess.RunAsync(TestContext.Current.CancellationToken, [.. arguments, "--data", _directory]);
}
