using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;

namespace EdgeLogger.Truth.Tests;

/// <summary>
/// Real records through simulated chips, firmware, broker, ingest, log and engine, against the cycler's own count.
/// </summary>
public sealed class ReplayTruthTests : IDisposable
{
    // What the chain may add to the cycler's own count, as a share.
    private const double Tolerance = 0.0005;

    // A board integrates what is played to it, straight lines between the rows, and of this record those are 0.051 % off by
    // themselves.
    private const double ArbinTolerance = 0.00075;

    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-truth-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData(CyclerRecord.Maccor)]
    [InlineData(CyclerRecord.Neware)]
    [InlineData(CyclerRecord.Arbin, Traits = ["verify", "chain"])]
    public async Task The_chain_finds_the_cyclers_half_cycles_and_charge_and_keeps_every_frame(string name)
    {
        double tolerance = name == CyclerRecord.Arbin ? ArbinTolerance : Tolerance;
        List<CyclerRecord.Half> expected = CyclerRecord.TrueHalves(name);
        string json = Path.Combine(_directory, "out.json");

        ProgramResult run = await ProgramInProcess.RunAsync(
            TestContext.Current.CancellationToken, "replay", CyclerRecord.PathOf(name + ".csv.gz"), "--json", json,
            "--mass-mg", "1000");

        // Exit code 0 means: frames made = stored = acknowledged.
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        using JsonDocument document =
            JsonDocument.Parse(await File.ReadAllBytesAsync(json, TestContext.Current.CancellationToken));
        double small = 0.02 * expected.Max(half => half.Ah);
        List<JsonElement> found = [.. document.RootElement.GetProperty("halves").EnumerateArray()
            .Where(half => half.GetProperty("capacity_ah").GetDouble() > small)];
        List<CyclerRecord.Half> wanted = [.. expected.Where(half => half.Ah > small)];
        Assert.Equal(wanted.Select(half => half.Direction),
            found.Select(half => half.GetProperty("direction").GetString()![..1].ToUpperInvariant()));
        foreach ((CyclerRecord.Half truth, JsonElement half) in wanted.Zip(found))
        {
            Assert.Equal(truth.Ah, half.GetProperty("capacity_ah").GetDouble(), truth.Ah * tolerance);
            Assert.Equal(truth.Wh, half.GetProperty("energy_wh").GetDouble(), truth.Wh * tolerance);
            Assert.Equal(truth.MeanV, half.GetProperty("mean_voltage_v").GetDouble(), truth.MeanV * tolerance);
            Assert.Equal(Math.Abs(truth.MedianA), half.GetProperty("median_current_a").GetDouble(),
                Math.Abs(truth.MedianA) * 0.01);
            Assert.Equal(1000 * half.GetProperty("capacity_ah").GetDouble(), half.GetProperty("specific_capacity_mah_per_g")
                .GetDouble(), 1e-9);
            Assert.Equal(JsonValueKind.Number, half.GetProperty("mean_temperature_degc").ValueKind);
            if (name != CyclerRecord.Arbin)
            {
                // Through the chain a row is known by its time only; that record's rows stand close together where a half cycle
                // begins.
                Assert.InRange(half.GetProperty("first_row").GetInt64() - truth.FirstRow, -1, 1);
                Assert.InRange(half.GetProperty("last_row").GetInt64() - truth.LastRow, -1, 1);
            }
        }
    }
}
