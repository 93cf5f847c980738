using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;

namespace EdgeLogger.Truth.Tests;

/// <summary>`edgelogger cycles` on real records: every quantity of which the cycler has its own.</summary>
public sealed class CyclesCommandTruthTests
{
    [Theory]
    [InlineData(CyclerRecord.Maccor, 0.0002)]
    [InlineData(CyclerRecord.Neware, 0.0002)]
    [InlineData(CyclerRecord.Arbin, 0.00035)]
    public async Task What_is_written_is_what_the_cycler_has_counted(string name, double tolerance)
    {
        List<CyclerRecord.Half> expected = CyclerRecord.TrueHalves(name);
        ProgramResult run = await ProgramInProcess.RunAsync(
            TestContext.Current.CancellationToken, "cycles", CyclerRecord.PathOf(name + ".csv.gz"), "--json", "-", "--steps");

        Assert.True(run.ExitCode == 0, run.Errors);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        JsonElement[] halves = [.. json.RootElement.GetProperty("halves").EnumerateArray()];
        Assert.Equal(expected.Select(half => half.Direction),
            halves.Select(half => half.GetProperty("direction").GetString()![..1].ToUpperInvariant()));
        foreach ((CyclerRecord.Half truth, JsonElement half) in expected.Zip(halves))
        {
            Assert.Equal(truth.Ah, Number(half, "capacity_ah"), truth.Ah * tolerance);
            Assert.Equal(truth.Wh, Number(half, "energy_wh"), truth.Wh * tolerance);
            Assert.InRange(Number(half, "capacity_ah"), Number(half, "capacity_low_ah"), Number(half, "capacity_high_ah"));
            Assert.Equal(truth.MeanV, Number(half, "mean_voltage_v"), truth.MeanV * tolerance);
            Assert.Equal(Math.Abs(truth.MedianA), Number(half, "median_current_a"), Math.Abs(truth.MedianA) * 0.01);
            Assert.InRange(Number(half, "first_row") - truth.FirstRow, -1, 1);
            Assert.InRange(Number(half, "last_row") - truth.LastRow, -1, 1);
        }

        JsonElement[] cycles = [.. json.RootElement.GetProperty("cycles").EnumerateArray()];
        foreach (JsonElement cycle in cycles.Where(cycle => !cycle.GetProperty("partial").GetBoolean()))
        {
            CyclerRecord.Half charge = expected[cycle.GetProperty("charge_half_cycle").GetInt32()];
            CyclerRecord.Half discharge = expected[cycle.GetProperty("discharge_half_cycle").GetInt32()];
            bool dischargeFirst = cycle.GetProperty("order").GetString() == "discharge-first";
            double efficiency = dischargeFirst ? charge.Ah / discharge.Ah : discharge.Ah / charge.Ah;
            Assert.Equal(efficiency, Number(cycle, "coulombic_efficiency"), 2 * tolerance);
            Assert.Equal(discharge.Wh / charge.Wh, Number(cycle, "energy_efficiency"), 2 * tolerance);
            Assert.Equal(charge.MeanV - discharge.MeanV, Number(cycle, "polarisation_v"), 0.002);
        }

        // Steps add up to the record: what was charged and not discharged again.
        double net = expected.Sum(half => half.Direction == "C" ? half.Ah : -half.Ah);
        Assert.Equal(net, json.RootElement.GetProperty("steps").EnumerateArray().Sum(step => Number(step, "capacity_ah")),
            expected.Max(half => half.Ah) * 0.01);
    }

    private static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();
}
