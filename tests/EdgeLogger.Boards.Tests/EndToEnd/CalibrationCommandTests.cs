using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Boards.Calibration;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;

namespace EdgeLogger.Boards.Tests.EndToEnd;

/// <summary>A slot that is calibrated at a terminal.</summary>
public sealed class CalibrationCommandTests
{
    [Fact]
    public async Task A_slot_is_calibrated_point_by_point_and_rows_before_keep_what_they_were()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pseudo-terminals need Linux.");
        using CancellationTokenSource limit = Practice.Limited();
        await using PracticeBench bench = await PracticeBench.StartAsync(limit.Token);
        Assert.Equal(0, (await bench.ProvisionAsync("--slots", "1")).ExitCode);
        Assert.Equal(0, (await bench.ConfigureAsync(
            next => next["sampling"] = new JsonObject { ["period_ms"] = 200, ["rows_per_frame"] = 5 })).ExitCode);
        await bench.SupplyAsync(0, 4);
        DatedRow[] before = await bench.WaitForRowsAsync(
            0, rows => rows.Length > 20 && rows.TakeLast(10).All(row => Math.Abs(row.Row.VoltageV - 4) < 0.02));
        Assert.InRange(Math.Abs(before[^1].Row.VoltageV - 4), 1e-3, 0.02);

        string output = await CalibrateAsync(bench, limit.Token, 0, 2, 4.2);
        Assert.Contains("Written to " + PracticeBench.Board + ", slot 0: configuration 3.", output, StringComparison.Ordinal);
        await bench.SupplyAsync(0, 4);
        DatedRow[] after = await bench.WaitForRowsAsync(
            0, rows => rows.Length > before.Length && rows.TakeLast(10).All(row => Math.Abs(row.Row.VoltageV - 4) < 2e-4));

        Assert.Equal(before.Select(row => row.Row.VoltageV), after.Take(before.Length).Select(row => row.Row.VoltageV));
        CalibrationRecord record = Assert.Single(new CalibrationHistory(bench.Data).Read(PracticeBench.Board));
        Assert.Equal([0, 2, 4.2], record.References);
        Assert.Equal(("ana", "Fluke 8846A, 1234", 3), (record.By, record.Reference, record.ConfigVersion));
        Assert.InRange(record.ExpandedUncertainty, 1e-6, 2e-4);
        // The divider gives a thousandth less than it should; the reference of the chip is off by less.
        Assert.InRange(record.GainPpb, -2_000_000, 2_000_000);
        Assert.Contains("by ana against Fluke 8846A, 1234 at 0, 2, 4.2 V", (await bench.BoardAsync("calibrations")).Output,
            StringComparison.Ordinal);
        Assert.Contains("\"board-calibrate\"", await File.ReadAllTextAsync(Path.Combine(bench.Data, "audit.log"), limit.Token),
            StringComparison.Ordinal);
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
}
