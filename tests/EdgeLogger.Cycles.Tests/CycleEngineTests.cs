using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Tests;

public sealed class CycleEngineTests
{
    [Theory]
    [InlineData(EdgeRule.HoldOld, 10 / 3600.0, 0)]
    [InlineData(EdgeRule.HoldNew, 0, 10 / 3600.0)]
    [InlineData(EdgeRule.Linear, 2.5 / 3600.0, 2.5 / 3600.0)]
    public void A_change_of_sign_between_two_readings_is_split_by_the_rule_and_bracketed(
        EdgeRule rule, double before, double after)
    {
        var samples = new List<Sample>();
        for (int i = 0; i <= 360; i++)
        {
            samples.Add(new Sample(10 * i, 3.5 + 0.001 * i, 1));
        }

        for (int i = 0; i <= 360; i++)
        {
            samples.Add(new Sample(3610 + 10 * i, 3.8 - 0.001 * i, -1));
        }

        List<HalfCycle> halves = Results.Of(samples, new CycleEngineOptions { EdgeRule = rule }).Halves;
        Assert.Equal(1 + before, halves[0].Ah, 12);
        Assert.Equal(1 + after, halves[1].Ah, 12);
        Assert.Equal([1.0, 1.0], halves.Select(half => Math.Round(half.AhLow, 12)));
        Assert.Equal([Math.Round(1 + 10 / 3600.0, 12), Math.Round(1 + 10 / 3600.0, 12)],
            halves.Select(half => Math.Round(half.AhHigh, 12)));
        Assert.Equal(360, halves[0].LastRow);
        Assert.Equal(361, halves[1].FirstRow);
    }

    [Fact]
    public void Both_sides_of_a_step_at_the_same_time_leave_nothing_to_bracket()
    {
        Assert.All(
            Results.Of(new CellScript().Rest(60).Constant(1, 3600).Constant(-1, 3600).Rest(60).Samples).Halves,
            half => Assert.Equal((half.Ah, half.Ah), (half.AhLow, half.AhHigh)));
    }

    [Fact]
    public void Efficiency_is_out_over_in_in_the_cells_own_order()
    {
        Cycle full = Assert.Single(
            Results.Of(new CellScript().Rest(60).Constant(1, 3600).Constant(-1, 3240).Rest(60).Samples).Cycles);
        Assert.Equal(0.9, full.CoulombicEfficiency!.Value, 9);
        Assert.Equal(full.Discharge!.Wh / full.Charge!.Wh, full.EnergyEfficiency!.Value, 12);

        Cycle anode = Assert.Single(
            Results.Of(new CellScript().Rest(60).Constant(-1, 3600).Constant(1, 3240).Rest(60).Samples).Cycles);
        Assert.Equal(CycleOrder.DischargeFirst, anode.Order);
        Assert.Equal(0.9, anode.CoulombicEfficiency!.Value, 9);
        Assert.Equal(anode.Discharge!.Wh / anode.Charge!.Wh, anode.EnergyEfficiency!.Value, 12);
    }

    [Fact]
    public void A_set_order_leaves_a_leading_half_of_the_other_direction_alone()
    {
        List<Sample> samples = new CellScript().Rest(60).Constant(-1, 1800).Constant(1, 3600).Constant(-1, 3600).Rest(60).Samples;
        List<Cycle> cycles = Results.Of(samples, new CycleEngineOptions { Order = CycleOrder.ChargeFirst }).Cycles;

        Assert.Equal(2, cycles.Count);
        Assert.True(cycles[0] is { Partial: true, Charge: null, Discharge: not null, CoulombicEfficiency: null });
        Assert.Equal(1, cycles[1].CoulombicEfficiency!.Value, 9);
    }

    [Fact]
    public void With_a_nominal_capacity_a_half_comes_out_as_soon_as_the_charge_has_turned_by_the_threshold()
    {
        var engine = new CycleEngine(new CycleEngineOptions { NominalAh = 1 });
        foreach (Sample sample in new CellScript().Rest(60).Constant(1, 3600).Constant(-1, 30).Samples)
        {
            engine.Add(sample);
        }

        Assert.False(engine.TryTakeHalf(out _));
        Assert.Equal(1, engine.OpenHalf!.Ah, 9);
        Assert.True(engine.OpenHalf!.Provisional);

        engine.Add(new Sample(60 + 3600 + 37, 4.0, -1));
        Assert.True(engine.TryTakeHalf(out HalfCycle half));
        Assert.Equal(1, half.Ah, 9);
        Assert.False(half.Provisional);
    }

    [Fact]
    public void A_held_voltage_and_a_rate_are_in_the_signature()
    {
        CellScript cell = new CellScript().Rest(60);
        cell.Constant(0.5, 6000).Hold(0.5, 600).Constant(-1, 3900).Rest(60);
        cell.Constant(0.5, 6000).Constant(-0.1, 30_000).Rest(60);
        List<Cycle> cycles = Results.Of(cell.Samples, new CycleEngineOptions { NominalAh = 1 }).Cycles;

        Assert.StartsWith("C0.5-D1|", cycles[0].Signature, StringComparison.Ordinal);
        Assert.EndsWith("|cv", cycles[0].Signature, StringComparison.Ordinal);
        Assert.StartsWith("C0.5-D0.1|", cycles[1].Signature, StringComparison.Ordinal);
        Assert.EndsWith("|cc", cycles[1].Signature, StringComparison.Ordinal);
    }

    [Fact]
    public void A_million_rows_allocate_nothing()
    {
        CellScript cell = new CellScript(1, () => 3).Rest(60).Constant(1, 3_000_000);
        var engine = new CycleEngine(Results.Defaults);
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (Sample sample in cell.Samples)
        {
            engine.Add(sample);
        }

        // The smallest object has 24 bytes. Less than that in all may be the rest of this thread's buffer, counted when a test on
        // another thread makes the collector run.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16L * engine.Rows);
        Assert.True(engine.Rows > 1_000_000);
    }

    [Fact]
    public void One_wild_reading_makes_no_half_cycle_and_leaves_the_scale_alone()
    {
        List<Sample> samples = new CellScript().Rest(60).Constant(1, 3600).Rest(60).Constant(-1, 3600).Rest(60).Samples;
        int row = samples.FindIndex(sample => sample.TimeS > 1800);
        samples.Insert(row, samples[row] with { CurrentA = 1000, TimeS = samples[row - 1].TimeS });

        List<HalfCycle> halves = Results.Of(samples).Halves;
        Assert.Equal(2, halves.Count);
        Assert.Equal(samples.FindIndex(sample => sample.CurrentA > 0), halves[0].FirstRow);
        Assert.Equal(samples.FindIndex(sample => sample.CurrentA < 0), halves[1].FirstRow);
    }

    [Fact]
    public void A_finished_record_takes_no_more()
    {
        var engine = new CycleEngine(Results.Defaults);
        engine.Finish();

        Assert.Throws<InvalidOperationException>(() => engine.Add(default));
        Assert.Throws<InvalidOperationException>(engine.Finish);
        Assert.Null(engine.OpenHalf);
    }

    [Theory]
    [InlineData(0.00001, 1)]
    [InlineData(0.6, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(0.01, 0)]
    [InlineData(0.01, double.NaN)]
    public void Options_out_of_range_are_refused(double turnFraction, double nominalAh)
    {
        var options = new CycleEngineOptions { TurnFraction = turnFraction, NominalAh = nominalAh };

        Assert.Throws<ArgumentOutOfRangeException>(() => new CycleEngine(options));
    }
}
