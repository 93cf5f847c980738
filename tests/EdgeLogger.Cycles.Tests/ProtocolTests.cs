using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Trends;

namespace EdgeLogger.Cycles.Tests;

/// <summary>Protocols that labs run, each against what it must give by its own arithmetic.</summary>
public sealed class ProtocolTests
{
    [Fact]
    public void Hybrid_pulse_characterisation_is_one_half_cycle_and_gives_the_resistances_of_the_circuit()
    {
        var cell = new RcCell(0.5);
        cell.Run(0, 600).Run(0.5, 7200).Run(0, 3600);
        for (int i = 0; i < 9; i++)
        {
            cell.Run(-1, 40).Run(0, 60).Run(0.75, 10).Run(0, 60).Run(-0.5, 720).Run(0, 3600);
        }

        double ah = 1 - cell.ChargeAh;
        Results found = Results.Of(cell.Run(0.5, 1800).Samples, new CycleEngineOptions { NominalAh = 1, Details = true });

        Assert.Equal(3, found.Halves.Count);
        HalfCycle discharge = found.Halves[1];
        Assert.Equal(ah, discharge.Ah, 9);
        Assert.Equal(RcCell.OhmAfter(0), discharge.Detail!.Resistance0sOhm!.Value, 1e-6);
        Assert.Equal(RcCell.OhmAfter(10), discharge.Detail!.Resistance10sOhm!.Value, 1e-4);
        Assert.Equal(RcCell.OhmAfter(30), discharge.Detail!.Resistance30sOhm!.Value, 1e-4);
    }

    [Fact]
    public void A_rate_test_has_a_signature_a_rate_and_each_rate_its_own_retention()
    {
        double[] rates = [0.1, 0.2, 0.5, 1, 2, 5, 0.1];
        var script = new CellScript(1, () => 5);
        script.Rest(600);
        foreach (double rate in rates)
        {
            for (int i = 0; i < 3; i++)
            {
                double ah = 0.9 - (0.1 * rate);
                script.Constant(0.2, 3600 * ah / 0.2).Rest(300).Constant(-rate, 3600 * ah / rate).Rest(300);
            }
        }

        Results found = Results.Of(script.Constant(0.2, 600).Samples, new CycleEngineOptions { NominalAh = 1 });
        Cycle[] cycles = [.. found.Cycles.Where(cycle => !cycle.Provisional && cycle.Discharge is not null)];
        Assert.Equal(21, cycles.Length);
        for (int i = 0; i < cycles.Length; i++)
        {
            double rate = rates[i / 3];
            Assert.Equal(0.9 - (0.1 * rate), cycles[i].Discharge!.Ah, 9);
            Assert.Equal(1, cycles[i].CoulombicEfficiency!.Value, 9);
            Assert.StartsWith(FormattableString.Invariant($"C0.2-D{rate}|"), cycles[i].Signature, StringComparison.Ordinal);
        }

        var trends = new CellTrends(new TrendOptions { FormationCycles = 0 });
        Array.ForEach(cycles, cycle => trends.Add(cycle));
        Assert.All(trends.Trends, trend => Assert.Equal(1, trend.Retention!.Value, 9));
    }

    [Theory]
    [InlineData(0.05, -5)]
    [InlineData(6, -0.1)]
    [InlineData(6, -6)]
    public void Halves_of_very_different_or_very_high_rates_are_found_without_a_nominal_capacity(
        double chargeA, double dischargeA)
    {
        var script = new CellScript(1, () => 5);
        script.Rest(600);
        for (int i = 0; i < 10; i++)
        {
            script.Constant(chargeA, 3600 * 0.8 / chargeA).Rest(60).Constant(dischargeA, 3600 * 0.8 / -dischargeA).Rest(60);
        }

        Results found = Results.Of(script.Samples);
        Assert.Equal(20, found.Halves.Count);
        Assert.All(found.Halves, half => Assert.Equal(0.8, half.Ah, 9));
        Assert.Equal(10, found.Cycles.Count);
    }

    [Fact]
    public void A_record_that_joins_a_discharge_midway_has_one_partial_cycle_and_then_whole_ones()
    {
        List<Sample> samples = [];
        var script = new CellScript();
        script.Rest(600).Constant(1, 3000).Rest(600).Constant(-1, 3000).Rest(600).Constant(1, 3000).Rest(600)
            .Constant(-1, 2970).Rest(600);
        samples.AddRange(script.Constant(1, 600).Samples.Where(sample => sample.TimeS >= 5000));
        Results found = Results.Of(samples, new CycleEngineOptions { NominalAh = 1, Order = CycleOrder.ChargeFirst });

        Assert.True(
            found.Cycles[0] is { Charge: null, Partial: true, CoulombicEfficiency: null, Flags: QualityFlags.JoinsMidway });
        Assert.Equal(0.99, found.Cycles[1].CoulombicEfficiency!.Value, 9);
        Assert.False(found.Cycles[1].Partial);
    }

    /// <summary>
    /// A cycler that was restarted counts its time from zero again, after days of rest that the record does not have.
    /// </summary>
    [Fact]
    public void A_restart_at_rest_loses_no_charge_and_is_flagged_where_it_was()
    {
        List<Sample> samples = new CellScript().Rest(600).Constant(1, 3000).Rest(600).Samples;
        double from = samples[^1].TimeS;
        int rows = samples.Count;
        samples = new CellScript().Rest(600).Constant(1, 3000).Rest(600).Rest(600).Constant(-1, 3000).Rest(600)
            .Constant(1, 600).Samples;
        samples = [.. samples.Select((sample, row) => row < rows ? sample : sample with { TimeS = sample.TimeS - from })];
        Results found = Results.Of(samples, new CycleEngineOptions { NominalAh = 1 });

        Assert.Equal(QualityFlags.BackwardClock, found.Halves[0].Flags);
        Assert.Equal(QualityFlags.None, found.Halves[1].Flags);
        Assert.Equal(1, found.Cycles[0].CoulombicEfficiency!.Value, 9);
        Assert.False(found.Cycles[0].Partial);
    }

    [Fact]
    public void A_drive_cycle_is_one_half_cycle_of_its_net_charge()
    {
        var random = new Random(4);
        var script = new CellScript(1, () => 1);
        script.Rest(600).Constant(1, 3000).Rest(600);
        double before = script.ChargeAh;
        double beforeWh = script.EnergyWh;
        for (int i = 0; i < 300; i++)
        {
            script.Constant((3 * random.NextDouble()) - 4, 5).Constant(0.5 * random.NextDouble(), 3);
        }

        double ah = before - script.ChargeAh;
        double wh = beforeWh - script.EnergyWh;
        Results found = Results.Of(script.Rest(600).Constant(1, 600).Samples, new CycleEngineOptions { NominalAh = 1 });
        Assert.Equal(3, found.Halves.Count);
        Assert.Equal(ah, found.Halves[1].Ah, 0.001 * ah);
        Assert.Equal(wh, found.Halves[1].Wh, 0.001 * wh);
    }
}
