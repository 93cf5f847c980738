using System;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;

namespace EdgeLogger.Boards.Tests.EndToEnd;

/// <summary>Configurations that are wrong, that do not come back, and that stay.</summary>
public sealed class RollbackTests
{
    [Fact]
    [Trait("verify", "boards")]
    public async Task A_configuration_with_which_the_board_does_not_come_back_is_rolled_back_and_reported()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pseudo-terminals need Linux.");
        using CancellationTokenSource limit = Practice.Limited();
        await using PracticeBench bench = await PracticeBench.StartAsync(limit.Token);
        Assert.Equal(0, (await bench.ProvisionAsync("--slots", "1")).ExitCode);

        ProgramResult wrong = await bench.ConfigureAsync(next => next["slots"]![0]!["current"]!["gain"] = 3);
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("2 was refused: slots[0].current.gain: wanted one of 1, 2, 4, 8, 16, 32, 64, 128", wrong.Output,
            StringComparison.Ordinal);

        ProgramResult lost = await bench.ConfigureAsync(next =>
        {
            // A port that nobody listens on.
            next["broker"]!["port"] = 9;
            next["trial_s"] = 10;
        });
        Assert.Equal(1, lost.ExitCode);
        Assert.Contains($"{PracticeBench.Board} runs configuration 1: 2 was rolled-back: the gateway was not reached in time",
            lost.Output, StringComparison.Ordinal);

        ProgramResult good = await bench.ConfigureAsync(next =>
        {
            next["version"] = 3;
            next["sampling"]!["period_ms"] = 500;
        });
        Assert.Equal((0, ""), (good.ExitCode, good.Errors));
        JsonObject running = await bench.ConfigurationAsync();
        Assert.Equal((3, 500), ((int)running["version"]!, (int)running["sampling"]!["period_ms"]!));

        // What is confirmed stays when power goes.
        await bench.Virtual.DisposeAsync();
        await bench.StartBoardAsync();
        Assert.Equal(3, (int)(await bench.ConfigurationAsync())["version"]!);
    }
}
