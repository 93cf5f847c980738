using System;
using System.Threading.Tasks;
using EdgeLogger.Harness;

namespace EdgeLogger.Truth.Tests;

/// <summary>`edgelogger verify reference` on a part of its cells.</summary>
public sealed class VerifyReferenceTests
{
    [Fact]
    [Trait("verify", "chain")]
    public async Task What_goes_into_the_chain_comes_out_of_it_over_a_network_that_drops_connections()
    {
        ProgramResult run = await VerifyAsync("--only", "lrmo-rates", "5w-sweep");

        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        Assert.Contains("8 of 8 rows within tolerance, 18 not run", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("verify", "chain")]
    public async Task A_slot_nobody_calibrated_fails_and_each_row_that_does_is_named()
    {
        ProgramResult run = await VerifyAsync("--only", "5w-rates", "--uncalibrated");

        Assert.True(run.ExitCode == 1, run.Output + run.Errors);
        Assert.Contains("FAILED  5W&LRMO, capacity, 0.1C: ", run.Output, StringComparison.Ordinal);
    }

    private static Task<ProgramResult> VerifyAsync(params string[] arguments) =>
        EdgeLoggerProgram.RunAsync(TestContext.Current.CancellationToken, ["verify", "reference", "--quick", .. arguments]);
}
