using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Tests;

/// <summary>Each flag where it belongs, and nowhere else.</summary>
public sealed class FlagTests
{
    private static CellScript Clean() => new CellScript().Rest(600).Constant(1, 3000).Rest(600).Constant(-1, 3000).Rest(600)
        .Constant(1, 3000).Rest(600);

    [Fact]
    public void A_clean_record_has_no_flags()
    {
        Results found = Results.Of(Clean().Samples);

        Assert.All(found.Halves, half => Assert.Equal(QualityFlags.None, half.Flags));
        Assert.Equal(1, found.Cycles[0].CoulombicEfficiency!.Value, 9);
    }

    [Fact]
    public void A_hole_under_current_is_not_integrated_and_makes_the_cycle_partial()
    {
        List<Sample> samples = new CellScript().Rest(600).Constant(1, 1000).Hole(1, 1800).Constant(1, 200).Rest(600)
            .Constant(-1, 3000).Rest(600).Constant(1, 3000).Rest(60).Samples;
        Results found = Results.Of(samples);

        Assert.Equal(1200 / 3600.0, found.Halves[0].Ah, 9);
        Assert.Equal(QualityFlags.Gap, found.Halves[0].Flags);
        Assert.True(found.Halves[0].Partial);
        Assert.Equal(QualityFlags.None, found.Halves[1].Flags);
        Assert.Null(found.Cycles[0].CoulombicEfficiency);
    }

    [Fact]
    public void A_hole_that_hides_the_turn_makes_both_sides_partial()
    {
        List<Sample> samples = new CellScript().Rest(600).Constant(1, 3000).Hole(0, 9000).Constant(-1, 2000).Rest(600)
            .Constant(1, 3000).Rest(60).Samples;
        Results found = Results.Of(samples);

        Assert.Equal([true, true, false], found.Halves.Select(half => half.Partial));
        Assert.Equal(QualityFlags.Gap, found.Halves[0].Flags & found.Halves[1].Flags);
        Assert.Equal(QualityFlags.None, found.Halves[2].Flags);
    }

    [Fact]
    public void A_hole_at_rest_is_harmless()
    {
        List<Sample> samples = new CellScript().Rest(600).Constant(1, 3000).Rest(60).Hole(0, 400_000).Rest(60).Constant(-1, 3000)
            .Rest(600).Samples;
        Results found = Results.Of(samples);

        Assert.All(found.Halves, half => Assert.Equal((QualityFlags.None, false), (half.Flags, half.Partial)));
    }

    [Fact]
    public void A_cycler_silent_on_a_plateau_is_not_a_hole()
    {
        // Rows every 5 mV only: dense at first, then one in twenty minutes at the same current.
        var samples = new List<Sample> { new(0, 3.2, 0) };
        double time = 0;
        for (int i = 0; i < 60; i++)
        {
            samples.Add(new Sample(time, 3.3 + 0.005 * i, 0.1));
            time += i < 20 ? 5 : 1200;
        }

        samples.Add(new Sample(time, 3.5, 0));
        HalfCycle half = Results.Of(samples, new CycleEngineOptions { NominalAh = 1 }).Halves[0];

        Assert.Equal(QualityFlags.None, half.Flags);
        Assert.Equal(0.1 * samples[^2].TimeS / 3600, half.AhLow, 9);
    }

    [Fact]
    public void A_break_given_from_outside_is_flagged_and_not_integrated()
    {
        var engine = new CycleEngine(Results.Defaults);
        List<Sample> samples = Clean().Samples;
        int row = samples.FindIndex(sample => sample.TimeS >= 1800);
        for (int i = 0; i < samples.Count; i++)
        {
            if (i == row)
            {
                engine.Break(QualityFlags.Gap);
            }

            engine.Add(samples[i]);
        }

        engine.Finish();
        Assert.True(engine.TryTakeHalf(out HalfCycle half));
        Assert.Equal(QualityFlags.Gap, half.Flags);
        Assert.Equal(QualityFlags.Gap, engine.Flags);
        Assert.Equal(2990 / 3600.0, half.Ah, 9);
        Assert.True(half.Partial);
    }

    [Fact]
    public void A_clock_that_runs_backwards_is_flagged_and_that_step_is_not_integrated()
    {
        List<Sample> samples = Clean().Samples;
        int row = samples.FindIndex(sample => sample.TimeS >= 1800);
        for (int i = row; i < samples.Count; i++)
        {
            samples[i] = samples[i] with { TimeS = samples[i].TimeS - 500 };
        }

        Results found = Results.Of(samples);

        Assert.Equal(QualityFlags.BackwardClock, found.Halves[0].Flags);
        Assert.Equal(2990 / 3600.0, found.Halves[0].Ah, 9);
        Assert.Equal(QualityFlags.None, found.Halves[1].Flags);
    }

    [Theory]
    [InlineData(double.NaN, 3.5, 1.0)]
    [InlineData(1500.0, double.NaN, 1.0)]
    [InlineData(1500.0, 3.5, double.PositiveInfinity)]
    [InlineData(1500.0, 3.5, 1e300)]
    public void A_reading_that_is_none_is_left_out_and_flagged(double timeS, double voltageV, double currentA)
    {
        List<Sample> samples = Clean().Samples;
        int row = samples.FindIndex(sample => sample.TimeS >= 1500);
        samples.Insert(row + 1, new Sample(timeS, voltageV, currentA));
        Results found = Results.Of(samples);

        Assert.Equal(QualityFlags.NotANumber, found.Halves[0].Flags);
        Assert.Equal(3000 / 3600.0, found.Halves[0].Ah, 9);
        Assert.Equal(samples.FindLastIndex(sample => sample is { CurrentA: > 0, TimeS: < 4000 }), found.Halves[0].LastRow);
    }

    [Fact]
    public void A_reading_that_is_none_before_the_first_one_that_is_belongs_to_the_first_half_cycle()
    {
        List<Sample> samples = Clean().Samples;
        samples.Insert(0, samples[0] with { VoltageV = double.NaN });
        Results found = Results.Of(samples);

        Assert.Equal([QualityFlags.NotANumber, QualityFlags.None], found.Halves.Take(2).Select(half => half.Flags));
    }

    [Fact]
    public void A_record_that_begins_under_current_joins_midway()
    {
        List<Sample> samples = Clean().Samples;
        samples.RemoveRange(0, samples.FindIndex(sample => sample.TimeS >= 1500));
        Results found = Results.Of(samples);

        Assert.Equal(QualityFlags.JoinsMidway, found.Halves[0].Flags);
        Assert.True(found.Halves[0].Partial && found.Cycles[0].Partial);
        Assert.Equal(QualityFlags.None, found.Halves[1].Flags);
    }

    [Fact]
    public void A_record_cut_under_current_ends_partial_and_one_cut_at_rest_only_provisional()
    {
        List<Sample> samples = Clean().Samples;
        HalfCycle rested = Results.Of(samples).Halves[^1];
        HalfCycle cut = Results.Of(samples.Where(sample => sample.TimeS < 10_000)).Halves[^1];

        Assert.True(rested is { Provisional: true, Partial: false });
        Assert.True(cut is { Provisional: true, Partial: true });
    }

    /// <summary>
    /// A cycler that shows 0.1 mA: constant 1 mA is one code, and the tail of a held voltage steps down through the codes.
    /// </summary>
    [Fact]
    public void A_tail_in_codes_of_a_tenth_of_the_current_shows_them()
    {
        const double CodeA = 0.0001;
        var script = new CellScript(0.001, () => 10, current => Math.Round(current / CodeA) * CodeA);
        for (int i = 0; i < 3; i++)
        {
            script.Rest(600).Constant(0.001, 2700).Hold(0.001, 600).Rest(600).Constant(-0.001, 2700);
        }

        List<HalfCycle> halves = Results.Of(script.Rest(600).Samples).Halves;
        Assert.All(halves.Skip(2), half => Assert.Equal(QualityFlags.CoarseCurrent, half.Flags));
    }

    [Fact]
    public void Constant_readings_are_coarse_if_their_source_has_no_finer_step()
    {
        List<Sample> samples = new CellScript(0.001).Rest(600).Constant(0.001, 3000).Constant(-0.001, 3000).Rest(600).Samples;
        Assert.All(WithResolution(samples, 0.0001), half => Assert.Equal(QualityFlags.CoarseCurrent, half.Flags));
        Assert.All(WithResolution(samples, 0.000001), half => Assert.Equal(QualityFlags.None, half.Flags));
    }

    [Fact]
    public void Codes_of_a_tenth_of_the_current_are_coarse_and_fine_ones_are_not()
    {
        Assert.All(Codes(0.0001), half => Assert.Equal(QualityFlags.CoarseCurrent, half.Flags));
        Assert.All(Codes(0.000001), half => Assert.Equal(QualityFlags.None, half.Flags));
    }

    [Fact]
    public void A_voltage_that_falls_while_charging_puts_the_sign_in_doubt()
    {
        IEnumerable<Sample> reversed = Clean().Samples.Select(sample => sample with { CurrentA = -sample.CurrentA });

        Assert.All(Results.Of(reversed).Halves, half => Assert.Equal(QualityFlags.SignSuspect, half.Flags));
    }

    /// <summary>Two pulses, four steps of the current: a cell answers at once, by its resistance.</summary>
    [Fact]
    public void A_voltage_that_keeps_one_code_over_pulses_is_stuck_and_a_held_one_is_not()
    {
        List<Sample> samples = new CellScript().Rest(600).Constant(1, 1500).Constant(0.2, 300).Constant(1, 300).Constant(0.2, 300)
            .Constant(1, 900).Rest(600).Constant(-1, 2000).Rest(600).Samples;
        IEnumerable<Sample> stuck = samples.Select(sample => sample.TimeS < 1800 ? sample : sample with { VoltageV = 3.7 });
        IEnumerable<Sample> stuckLate = samples.Select(sample => sample.TimeS < 3300 ? sample : sample with { VoltageV = 3.7 });
        List<Sample> held = new CellScript(1, () => 1).Rest(600).Constant(1, 2700).Hold(1, 900).Rest(600)
            .Constant(-1, 2700).Rest(600)
            .Samples;

        HalfCycle half = Results.Of(stuck, new CycleEngineOptions { NominalAh = 1 }).Halves[0];
        Assert.Equal(QualityFlags.SensorStuck, half.Flags & QualityFlags.SensorStuck);
        Assert.Equal(QualityFlags.None, Results.Of(samples).Halves[0].Flags);
        Assert.Equal(QualityFlags.None, Results.Of(stuckLate, new CycleEngineOptions { NominalAh = 1 }).Halves[0].Flags);
        Assert.All(Results.Of(held).Halves, half => Assert.Equal(QualityFlags.None, half.Flags));
    }

    [Fact]
    public void What_only_the_source_knows_is_marked_on_the_open_half()
    {
        var engine = new CycleEngine(Results.Defaults);
        foreach (Sample sample in Clean().Samples)
        {
            engine.Add(sample);
            if (sample.TimeS == 1500)
            {
                engine.Mark(QualityFlags.Saturated);
            }
        }

        engine.Finish();
        var found = new Results([], []);
        found.Take(engine);
        Assert.Equal([QualityFlags.Saturated, QualityFlags.None, QualityFlags.None], found.Halves.Select(half => half.Flags));
    }

    private static List<HalfCycle> WithResolution(List<Sample> samples, double resolutionA)
    {
        var engine = new CycleEngine(Results.Defaults) { CurrentResolutionA = resolutionA };
        samples.ForEach(sample => engine.Add(sample));
        engine.Finish();
        var found = new Results([], []);
        found.Take(engine);
        Assert.Equal(2, found.Halves.Count);
        return found.Halves;
    }

    private static List<HalfCycle> Codes(double codeA)
    {
        var random = new Random(5);
        double Recorded(double current) =>
            current == 0 ? 0 : Math.Round((current + 0.00006 * (random.NextDouble() - 0.5)) / codeA) * codeA;
        return Results.Of(new CellScript(0.001, null, Recorded).Rest(600).Constant(0.00097, 3000).Rest(600)
            .Constant(-0.00097, 3000)
            .Rest(600).Samples).Halves;
    }
}
