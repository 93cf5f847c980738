using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.Gateway.Tests;

/// <summary><c>edgelogger cell calibrations</c> and <c>recalibrate</c> at a terminal.</summary>
public sealed class RecalibrateCommandTests : IDisposable
{
    private const long Utc = 1_767_225_600_000;

    private static readonly Author Ana = new("ana");

    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-recalibrate-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_calibration_is_put_right_after_a_preview_and_withdrawn_again()
    {
        await LogAsync();
        double[] wrong = Capacities();
        string[] which = ["cell", "recalibrate", "bench-01/0", "--channel", "current", "--calibrated", "2026-01-05"];
        string[] change = [.. which, "--factor", "2"];

        Assert.Equal("WJK-1, test 1: would be derived again; cycles 2 to 4 lie after 2026-01-01 00:01:20Z\n",
            await OkAsync([.. change, "--preview"]));
        using (JsonDocument preview = JsonDocument.Parse(await OkAsync([.. change, "--preview", "--json"])))
        {
            Assert.Equal([2, 3, 4], preview.RootElement.GetProperty("plans")[0].GetProperty("cycles").EnumerateArray()
                .Select(cycle => cycle.GetInt32()));
        }

        Assert.DoesNotContain("put right", await OkAsync("cell", "calibrations", "bench-01/0"), StringComparison.Ordinal);
        Assert.StartsWith("bench-01/0 current: put right.\nWJK-1, test 1: would be derived again; cycles 2 to 4 ",
            await OkAsync([.. change, "--instrument", "Keithley 2450"]), StringComparison.Ordinal);
        Assert.Contains("current: scale 1.01E-07, offset 0 A, calibrated 2026-01-05, since 1970-01-01 00:00:01Z\n"
            + "  put right: scale 2.02E-07, offset 0 A (Keithley 2450)\n",
            await OkAsync("cell", "calibrations", "bench-01/0"), StringComparison.Ordinal);
        await DeriveAsync();
        double[] right = Capacities();
        Assert.Equal(wrong[0], right[0]);
        Assert.Equal(wrong[2] * 2, right[2], 1e-12);

        Assert.StartsWith("bench-01/0 current: withdrawn, the board's numbers hold again.\n",
            await OkAsync([.. which, "--withdraw"]), StringComparison.Ordinal);
        await DeriveAsync();
        Assert.Equal(wrong, Capacities());
    }

    [Theory]
    [InlineData("--scale 2e-7", "Which calibration of the current of bench-01/0? It has had these: "
        + "current: scale 1E-07, offset 0 A; current: scale 1.01E-07, offset 0 A, calibrated 2026-01-05. "
        + "Give the scale and the offset that it has.")]
    [InlineData("--was-scale 3e-7 --scale 2e-7", "The current of bench-01/0 has had no such calibration. It has had these: ")]
    [InlineData("--was-scale 1.01e-7", "Give the right numbers")]
    [InlineData("--was-scale 1.01e-7 --factor 2 --scale 1", "A factor changes scale and offset alike.")]
    [InlineData("--was-scale 1.01e-7 --scale 0", "A scale is a finite number that is not 0")]
    [InlineData("--was-scale 1.01e-7 --scale 1.01e-7", "These are the numbers that the board has. Give the right ones.")]
    [InlineData("--was-scale 1.01e-7 --offset 3mA", "--offset 3mA is not a number; give a number.")]
    [InlineData("--was-scale 1.01e-7 --withdraw", "has not been put right: there is nothing to withdraw.")]
    public async Task What_cannot_be_is_refused_with_what_there_is(string options, string expected)
    {
        await LogAsync();
        string before = await OkAsync("cell", "calibrations", "bench-01/0", "--json");

        ProgramResult run = await RunAsync(
            ["cell", "recalibrate", "bench-01/0", "--channel", "current", .. options.Split(' ')]);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
        Assert.Equal(before, await OkAsync("cell", "calibrations", "bench-01/0", "--json"));
    }

    [Fact]
    public async Task A_slot_without_rows_has_no_calibrations()
    {
        await LogAsync();
        Assert.Equal("The log has no calibration of bench-01/3.\n", await OkAsync("cell", "calibrations", "bench-01/3"));
        ProgramResult run = await RunAsync("cell", "recalibrate", "bench-01/3", "--channel", "current", "--scale", "1");
        Assert.Contains("The log has no calibration of it: see that slot and channel are right.", run.Errors,
            StringComparison.Ordinal);
    }

    /// <summary>Five cycles, from the second on by another calibration.</summary>
    private async Task LogAsync()
    {
        using CellBook book = CellBook.Open(_directory, TimeProvider.System);
        Cell cell = new() { Name = CellName.Parse("WJK-1"), Metadata = new CellMetadata { NominalAh = 1e-4 } };
        book.Start(book.Add(cell, Ana).Id, new SlotName("bench-01", 0),
            new Edge(Utc - 10_000), new TestSettings(), Ana);
        SlotStream slot = new(0xA0, 0) { UtcMinusUptimeMs = Utc };
        await using LiveLog live = new(_directory, book: book);
        for (int half = 0; half < 10; half++)
        {
            if (half == 2)
            {
                slot.Calibrate(1.01e-7, 0, "2026-01-05");
            }

            await live.AddSchemaAsync(slot.Schema);
            await live.AppendAsync(slot.Run(half % 2 == 0 ? 0.01 : -0.01, 4).ToArray());
        }
    }

    private async Task DeriveAsync()
    {
        using CellBook book = CellBook.Open(_directory, TimeProvider.System);
        await using LiveLog live = new(_directory, book: book);
    }

    private double[] Capacities()
    {
        using DerivedStore store = DerivedStore.Open(_directory);
        return [.. store.Halves(store.Cells().Single().Id).Select(half => half.Half.Ah)];
    }

    private async Task<string> OkAsync(params string[] arguments)
    {
        ProgramResult run = await RunAsync(arguments);
        Assert.True(run.ExitCode == 0, run.Errors);
        return run.Output;
    }

    private Task<ProgramResult> RunAsync(params string[] arguments) =>
        ProgramInProcess.RunAsync(TestContext.Current.CancellationToken, [.. arguments, "--data", _directory]);
}
