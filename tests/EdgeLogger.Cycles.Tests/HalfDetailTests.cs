using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Tests;

public sealed class HalfDetailTests
{
    private static readonly CycleEngineOptions Detailed = new() { NominalAh = 1, Details = true, Steps = true };

    [Fact]
    public void No_details_unless_asked_for()
    {
        Results results = Results.Of(new CellScript().Rest(60).Constant(1, 3600).Constant(-1, 3000).Samples);
        Assert.All(results.Halves, half => Assert.Null(half.Detail));
    }

    [Fact]
    public void The_share_of_the_held_voltage_is_that_of_the_closed_form()
    {
        const double TimeConstantS = 600;
        Results results = Results.Of(
            new CellScript(1, () => 1).Rest(60).Constant(1, 2700).Hold(1, TimeConstantS).Rest(600).Constant(-1, 3000)
            .Rest(60).Samples,
            Detailed);
        double holdS = TimeConstantS * Math.Log(20);
        double holdAs = TimeConstantS * 0.95;

        HalfDetail charge = results.Halves[0].Detail!;
        Assert.Equal(holdS / (2700 + holdS), charge.ConstantVoltageTimeShare!.Value, 0.01);
        Assert.Equal(holdAs / (2700 + holdAs), charge.ConstantVoltageChargeShare!.Value, 0.01);
        Assert.Equal(1, charge.MedianCurrentA!.Value, 0.01);
        Assert.Equal(0, results.Halves[1].Detail!.ConstantVoltageTimeShare);
    }

    [Fact]
    public void The_rest_voltage_is_that_before_the_current_turns()
    {
        CellScript script = new CellScript().Rest(60).Constant(1, 3600).Rest(600);
        double restV = script.Samples[^1].VoltageV;
        Results results = Results.Of(script.Constant(-1, 3000).Constant(1, 600).Samples, Detailed);

        Assert.Equal(restV, results.Halves[0].Detail!.RestVoltageAfterV!.Value, 12);
        Assert.Null(results.Halves[1].Detail!.RestVoltageAfterV);
    }

    /// <summary>The script's cell has 0.1 V/A at once, and its voltage rises by 1.2 V per Ah while the current flows.</summary>
    [Fact]
    public void Resistance_from_steps_is_the_cells_own_and_grows_with_the_charge_that_passes()
    {
        var script = new CellScript(1, () => 1);
        script.Rest(60);
        for (int pulse = 0; pulse < 10; pulse++)
        {
            script.Constant(0.5, 300).Rest(300);
        }

        HalfDetail detail = Results.Of(script.Constant(-1, 1000).Samples, Detailed).Halves[0].Detail!;
        Assert.Equal(0.1, detail.Resistance0sOhm!.Value, 1e-6);
        Assert.Equal(0.1 + (1.2 * 10 / 3600), detail.Resistance10sOhm!.Value, 1e-6);
        Assert.Equal(0.1 + (1.2 * 30 / 3600), detail.Resistance30sOhm!.Value, 1e-6);
    }

    [Fact]
    public void A_step_that_falls_inside_a_boards_row_gives_the_same_resistance()
    {
        for (double share = 0.1; share < 1; share += 0.2)
        {
            var engine = new CycleEngine(Detailed);
            for (int i = 0; i < 60; i++)
            {
                engine.AddMean(i, 3.5, 0);
            }

            engine.AddMean(60, 3.5 + (0.2 * share), 2 * share);
            for (int i = 61; i <= 360; i++)
            {
                engine.AddMean(i, 3.7, 2);
            }

            HalfDetail detail = engine.OpenHalf!.Detail!;
            Assert.Equal(0.1, detail.Resistance0sOhm!.Value, 1e-6);
            Assert.Equal(0.1, detail.Resistance30sOhm!.Value, 1e-6);
        }
    }

    [Fact]
    public void Readings_far_apart_say_nothing_of_the_resistance_at_once()
    {
        HalfDetail detail = Results.Of(Gapped(), Detailed).Halves[0].Detail!;
        Assert.Null(detail.Resistance0sOhm);
        Assert.NotNull(detail.Resistance10sOhm);
    }

    [Fact]
    public void Temperature_and_pressure_are_weighted_by_time_and_kept_apart_by_half_cycle()
    {
        List<Sample> samples = new CellScript(1, () => 1).Constant(1, 1800).Constant(-1, 1800).Samples;
        var engine = new CycleEngine(Detailed);
        foreach (Sample sample in samples)
        {
            bool charging = sample.CurrentA > 0;
            engine.Add(sample, new CellConditions(charging ? 20 + (sample.TimeS / 180) : 40, charging ? 2 : double.NaN));
        }

        engine.Finish();
        var results = new Results([], []);
        results.Take(engine);

        HalfDetail charge = results.Halves[0].Detail!;
        Assert.Equal(25, charge.TemperatureMeanDegC!.Value, 0.01);
        Assert.Equal(30, charge.TemperatureMaxDegC!.Value, 0.01);
        Assert.Equal(20, charge.TemperatureMinDegC!.Value, 0.01);
        Assert.Equal(2, charge.PressureMeanMpa);
        Assert.Equal(40, results.Halves[1].Detail!.TemperatureMeanDegC!.Value, 1e-9);
        Assert.Null(results.Halves[1].Detail!.PressureMeanMpa);
    }

    [Fact]
    public void The_median_is_the_level_that_flowed_longest()
    {
        HalfDetail detail = Results.Of(
            new CellScript().Constant(0.2, 1000).Constant(0.5, 4000).Constant(1, 500).Constant(-1, 2000).Samples,
            Detailed).Halves[0].Detail!;
        Assert.Equal(0.5, detail.MedianCurrentA!.Value, 0.01);
    }

    [Fact]
    public void Details_change_no_bit_of_the_rest()
    {
        for (int seed = 1; seed <= 40; seed++)
        {
            List<Sample> samples = new GeneratedProtocol(seed).Samples;
            Results plain = Results.Of(samples);
            Results detailed = Results.Of(samples, new CycleEngineOptions { Details = true });
            Assert.True(plain.Halves.SequenceEqual(detailed.Halves.Select(half => half with { Detail = null })), $"seed {seed}");
        }
    }

    [Fact]
    public void A_row_with_details_allocates_nothing()
    {
        List<Sample> samples = new CellScript(1, () => 1).Rest(60).Constant(1, 3000).Hold(1, 300).Rest(600).Samples;
        var engine = new CycleEngine(Detailed with { Steps = false });
        engine.Add(samples[0], new CellConditions(25, 2));
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (Sample sample in samples)
        {
            engine.Add(sample, new CellConditions(25, 2));
        }

        // The smallest object has 24 bytes. Less than that in all may be the rest of this thread's buffer, counted when a test on
        // another thread makes the collector run.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16L * samples.Count);
    }

    private static IEnumerable<Sample> Gapped() =>
        new CellScript(1, () => 5).Rest(60).Samples.Concat(
            new CellScript(1, () => 5).Constant(1, 3600).Constant(-1, 3600).Samples.Select(s => s with { TimeS = s.TimeS + 65 }));
}
