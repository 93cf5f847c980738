using System;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;

namespace EdgeLogger.Boards.Tests.EndToEnd;

/// <summary>Commands to a board that measures.</summary>
public sealed class BoardCommandTests
{
    [Fact]
    public async Task Commands_reach_the_board_and_say_what_it_answers()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pseudo-terminals need Linux.");
        using CancellationTokenSource limit = Practice.Limited();
        await using PracticeBench bench = await PracticeBench.StartAsync(limit.Token);
        Assert.Equal(0, (await bench.ProvisionAsync("--slots", "2")).ExitCode);

        // In the first second after a start the chips have not been read yet.
        const string AllThere = "slot 1  voltage ADS122C04 ok  current ADS122C04 ok  temperature "
            + "ADS122C04 ok  pressure NAU7802 ok";
        ProgramResult identified = await bench.BoardAsync("identify", PracticeBench.Board);
        while (!identified.Output.Contains(AllThere, StringComparison.Ordinal))
        {
            Assert.Equal((0, ""), (identified.ExitCode, identified.Errors));
            limit.Token.ThrowIfCancellationRequested();
            identified = await bench.BoardAsync("identify", PracticeBench.Board);
        }

        Assert.Contains("configuration 2", (await bench.MeasureAsync("zero", PracticeBench.Board, "0", "--seconds", "2")).Output,
            StringComparison.Ordinal);
        Assert.Contains("zero_code: wanted 1000000 either way at most",
            (await bench.MeasureAsync("tare", PracticeBench.Board, "1", "--seconds", "3")).Errors, StringComparison.Ordinal);
        await bench.Virtual.TypeAsync("1 3.7 0 25 0");
        await bench.Virtual.WaitForAsync("supplied:", limit.Token);
        Assert.Contains("configuration 3", (await bench.MeasureAsync("tare", PracticeBench.Board, "1", "--seconds", "3")).Output,
            StringComparison.Ordinal);
        await bench.Virtual.TypeAsync("0 3.7 0.002");
        await bench.Virtual.WaitForAsync("supplied:", limit.Token);
        ProgramResult refused = await bench.MeasureAsync("zero", PracticeBench.Board, "0", "--seconds", "2");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("refuses 'zero': a current flows", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("refuses 'tare': slot: there is no slot 3 that measures",
            (await bench.MeasureAsync("tare", PracticeBench.Board, "3")).Errors, StringComparison.Ordinal);
        Assert.Contains("The burst begins", (await bench.BoardAsync("burst", PracticeBench.Board, "0")).Output,
            StringComparison.Ordinal);
        Assert.Contains("\"safe_mode\": false", (await bench.BoardAsync("report", PracticeBench.Board)).Output,
            StringComparison.Ordinal);
        Assert.Equal(0, (await bench.BoardAsync("reboot", PracticeBench.Board)).ExitCode);
        await bench.Virtual.WaitForAsync("started: " + PracticeBench.Board + ", configuration 3", limit.Token);
        Assert.Contains("has never reported its state", (await bench.BoardAsync("show", "nobody-1")).Errors,
            StringComparison.Ordinal);
    }
}
