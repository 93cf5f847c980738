using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;

namespace EdgeLogger.Boards.Tests.EndToEnd;

/// <summary>A new board: name, network and account by its serial port, then rows.</summary>
public sealed class ProvisioningTests
{
    [Fact]
    public async Task A_blank_board_is_provisioned_by_its_serial_port_and_its_four_slots_rows_arrive()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pseudo-terminals need Linux.");
        using CancellationTokenSource limit = Practice.Limited();
        await using PracticeBench bench = await PracticeBench.StartAsync(limit.Token);
        ProgramResult provisioned = await bench.ProvisionAsync();

        Assert.Equal("", provisioned.Errors);
        Assert.Equal($"{PracticeBench.Board}: configuration 1 is on the board, which restarts with it.\n{PracticeBench.Board} "
            + $"has a new key: what it sends and what is sent to it is signed from now on.\n{PracticeBench.Board} "
            + "has reached the broker.\n", provisioned.Output);
        ProgramResult fast = await bench.ConfigureAsync(next => next["sampling"]!["rows_per_frame"] = 5);
        Assert.Equal((0, ""), (fast.ExitCode, fast.Errors));
        for (int slot = 0; slot < 4; slot++)
        {
            DatedRow[] rows = await bench.WaitForRowsAsync(slot, rows => rows.Length >= 5);
            Assert.InRange(rows[^1].Row.VoltageV, 3.6, 3.8);
        }

        ProgramResult listed = await bench.BoardAsync("list");
        Assert.StartsWith(PracticeBench.Board + "           online", listed.Output, StringComparison.Ordinal);
        Assert.EndsWith("authenticated: yes\n", listed.Output, StringComparison.Ordinal);
        ProgramResult shown = await bench.BoardAsync("show", PracticeBench.Board);
        Assert.Contains("configuration 2", shown.Output, StringComparison.Ordinal);
        Assert.Equal(4, shown.Output.Split('\n').Count(line => line.StartsWith("  slot ", StringComparison.Ordinal)));

        await AssertAnotherNameChangesNothingAsync(bench);

        // The secret is on the board, and nowhere else.
        string config = (await bench.ConfigurationAsync()).ToJsonString();
        foreach (string seen in (string[])[provisioned.Output, config, bench.Gateway.Said, bench.Virtual.Said, bench.Files()])
        {
            Assert.DoesNotContain(PracticeBench.WifiPassword, seen, StringComparison.Ordinal);
        }
    }

    private static async Task AssertAnotherNameChangesNothingAsync(PracticeBench bench)
    {
        string before = bench.Files();
        ProgramResult wrong = await bench.BoardAsync(
            "provision", "--port", bench.Port, "--board", "another-1", "--broker", "127.0.0.1");
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains($" is {PracticeBench.Board}, not another-1: nothing was changed.", wrong.Errors,
            StringComparison.Ordinal);
        Assert.DoesNotContain("another-1", before + bench.Files(), StringComparison.Ordinal);
        await bench.ConfigurationAsync();
    }
}
