using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Boards.Calibration;
using EdgeLogger.Derivation.Cells;
using EdgeLogger.RealProcesses;

namespace EdgeLogger.Boards.Tests.EndToEnd;

/// <summary>
/// What a technician does with a new board, command by command: each is a process of its own, the board is the board's own program at a
/// pseudo-terminal, and the gateway and its broker are real.
/// </summary>
public sealed class PracticeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(12);

    [Fact]
    public async Task A_blank_board_is_provisioned_by_its_serial_port_and_its_four_slots_rows_arrive()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pseudo-terminals need Linux.");
        using CancellationTokenSource limit = Limited();
        await using PracticeBench bench = await PracticeBench.StartAsync(limit.Token);
        ProgramResult provisioned = await bench.ProvisionAsync();

        Assert.Equal("", provisioned.Errors);
        Assert.Equal($"{PracticeBench.Board}: configuration 1 is on the board, which restarts with it.\n{PracticeBench.Board} has reached the broker.\n", provisioned.Output);
        ProgramResult fast = await bench.ConfigureAsync(next => next["sampling"]!["rows_per_frame"] = 5);
        Assert.Equal((0, ""), (fast.ExitCode, fast.Errors));
        for (int slot = 0; slot < 4; slot++)
        {
            DatedRow[] rows = await bench.WaitForRowsAsync(slot, rows => rows.Length >= 5);
            Assert.InRange(rows[^1].Row.VoltageV, 3.6, 3.8);
        }

        Assert.StartsWith(PracticeBench.Board + "           online", (await bench.BoardAsync("list")).Output, StringComparison.Ordinal);
        ProgramResult shown = await bench.BoardAsync("show", PracticeBench.Board);
        Assert.Contains("configuration 2", shown.Output, StringComparison.Ordinal);
        Assert.Equal(4, shown.Output.Split('\n').Count(line => line.StartsWith("  slot ", StringComparison.Ordinal)));

        // The secret is on the board, and nowhere else.
        string config = (await bench.ConfigurationAsync()).ToJsonString();
        foreach (string seen in (string[])[provisioned.Output, config, bench.Gateway.Said, bench.Virtual.Said, bench.Files()])
        {
            Assert.DoesNotContain(PracticeBench.WifiPassword, seen, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_configuration_with_which_the_board_does_not_come_back_is_rolled_back_and_told()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pseudo-terminals need Linux.");
        using CancellationTokenSource limit = Limited();
        await using PracticeBench bench = await PracticeBench.StartAsync(limit.Token);
        Assert.Equal(0, (await bench.ProvisionAsync("--slots", "1")).ExitCode);

        ProgramResult wrong = await bench.ConfigureAsync(next => next["slots"]![0]!["current"]!["gain"] = 3);
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("2 was refused: slots[0].current.gain: wanted one of 1, 2, 4, 8, 16, 32, 64, 128", wrong.Output, StringComparison.Ordinal);

        ProgramResult lost = await bench.ConfigureAsync(next =>
        {
            // A port that nobody listens on.
            next["broker"]!["port"] = 9;
            next["trial_s"] = 10;
        });
        Assert.Equal(1, lost.ExitCode);
        Assert.Contains($"{PracticeBench.Board} runs configuration 1: 2 was rolled-back: the gateway was not reached in time", lost.Output, StringComparison.Ordinal);

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

    [Fact]
    public async Task A_slot_is_calibrated_point_by_point_and_rows_before_keep_what_they_were()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pseudo-terminals need Linux.");
        using CancellationTokenSource limit = Limited();
        await using PracticeBench bench = await PracticeBench.StartAsync(limit.Token);
        Assert.Equal(0, (await bench.ProvisionAsync("--slots", "1")).ExitCode);
        Assert.Equal(0, (await bench.ConfigureAsync(next => next["sampling"] = new JsonObject { ["period_ms"] = 200, ["rows_per_frame"] = 5 })).ExitCode);
        await bench.SupplyAsync(0, 4);
        DatedRow[] before = await bench.WaitForRowsAsync(0, rows => rows.Length > 20 && rows.TakeLast(10).All(row => Math.Abs(row.Row.VoltageV - 4) < 0.02));
        Assert.InRange(Math.Abs(before[^1].Row.VoltageV - 4), 1e-3, 0.02);

        string output = await CalibrateAsync(bench, limit.Token, 0, 2, 4.2);
        Assert.Contains("Written to " + PracticeBench.Board + ", slot 0: configuration 3.", output, StringComparison.Ordinal);
        await bench.SupplyAsync(0, 4);
        DatedRow[] after = await bench.WaitForRowsAsync(0, rows => rows.Length > before.Length && rows.TakeLast(10).All(row => Math.Abs(row.Row.VoltageV - 4) < 2e-4));

        Assert.Equal(before.Select(row => row.Row.VoltageV), after.Take(before.Length).Select(row => row.Row.VoltageV));
        CalibrationRecord record = Assert.Single(new CalibrationHistory(bench.Data).Read(PracticeBench.Board));
        Assert.Equal([0, 2, 4.2], record.References);
        Assert.Equal(("ana", "Fluke 8846A, 1234", 3), (record.By, record.Reference, record.ConfigVersion));
        Assert.InRange(record.ExpandedUncertainty, 1e-6, 2e-4);
        // The divider gives a thousandth less than it should; the reference of the chip is off by less.
        Assert.InRange(record.GainPpb, -2_000_000, 2_000_000);
        Assert.Contains("by ana against Fluke 8846A, 1234 at 0, 2, 4.2 V", (await bench.BoardAsync("calibrations")).Output, StringComparison.Ordinal);
        Assert.Contains("\"board-calibrate\"", await File.ReadAllTextAsync(Path.Combine(bench.Data, "audit.log"), limit.Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_reach_the_board_and_say_what_it_answers()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pseudo-terminals need Linux.");
        using CancellationTokenSource limit = Limited();
        await using PracticeBench bench = await PracticeBench.StartAsync(limit.Token);
        Assert.Equal(0, (await bench.ProvisionAsync("--slots", "2")).ExitCode);

        // In the first second after a start the chips have not been read yet.
        const string AllThere = "slot 1  voltage ADS122C04 ok  current ADS122C04 ok  temperature ADS122C04 ok  pressure NAU7802 ok";
        ProgramResult identified = await bench.BoardAsync("identify", PracticeBench.Board);
        while (!identified.Output.Contains(AllThere, StringComparison.Ordinal))
        {
            Assert.Equal((0, ""), (identified.ExitCode, identified.Errors));
            limit.Token.ThrowIfCancellationRequested();
            identified = await bench.BoardAsync("identify", PracticeBench.Board);
        }

        Assert.Contains("configuration 2", (await bench.BoardAsync("zero", PracticeBench.Board, "0", "--seconds", "2")).Output, StringComparison.Ordinal);
        Assert.Contains("zero_code: wanted 1000000 either way at most", (await bench.BoardAsync("tare", PracticeBench.Board, "1", "--seconds", "3")).Errors, StringComparison.Ordinal);
        await bench.Virtual.TypeAsync("1 3.7 0 25 0");
        await bench.Virtual.WaitForAsync("supplied:", limit.Token);
        Assert.Contains("configuration 3", (await bench.BoardAsync("tare", PracticeBench.Board, "1", "--seconds", "3")).Output, StringComparison.Ordinal);
        await bench.Virtual.TypeAsync("0 3.7 0.002");
        await bench.Virtual.WaitForAsync("supplied:", limit.Token);
        ProgramResult refused = await bench.BoardAsync("zero", PracticeBench.Board, "0", "--seconds", "2");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("refuses 'zero': a current flows", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("refuses 'tare': slot: there is no slot 3 that measures", (await bench.BoardAsync("tare", PracticeBench.Board, "3")).Errors, StringComparison.Ordinal);
        Assert.Contains("The burst begins", (await bench.BoardAsync("burst", PracticeBench.Board, "0")).Output, StringComparison.Ordinal);
        Assert.Contains("\"safe_mode\": false", (await bench.BoardAsync("report", PracticeBench.Board)).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await bench.BoardAsync("reboot", PracticeBench.Board)).ExitCode);
        await bench.Virtual.WaitForAsync("started: " + PracticeBench.Board + ", configuration 3", limit.Token);
        Assert.Contains("has never told its state", (await bench.BoardAsync("show", "nobody-1")).Errors, StringComparison.Ordinal);
    }

    private static async Task<string> CalibrateAsync(PracticeBench bench, CancellationToken token, params double[] references)
    {
        string points = string.Join(',', references.Select(reference => reference.ToString(CultureInfo.InvariantCulture)));
        await using SpokenProcess calibrate = SpokenProcess.Start(
            "board", "calibrate", PracticeBench.Board, "0", "--channel", "voltage", "--points", points, "--seconds", "3", "--yes",
            "--reference", "Fluke 8846A, 1234", "--reference-ppm", "10", "--by", "ana", "--data", bench.Data);
        foreach (double reference in references)
        {
            // The prompt has no end of line; the supply is there before Enter is pressed.
            await bench.SupplyAsync(0, reference);
            await calibrate.TypeAsync("");
            await calibrate.WaitForAsync("mean code", token);
        }

        Assert.Equal(0, await calibrate.ExitAsync(token));
        return calibrate.Said;
    }

    private static CancellationTokenSource Limited()
    {
        CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        return limit;
    }
}
