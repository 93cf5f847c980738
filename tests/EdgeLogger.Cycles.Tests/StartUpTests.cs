using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Tests;

/// <summary>Before the capacity is known, what is small beside what follows is not a half cycle.</summary>
public sealed class StartUpTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_day_of_noise_at_rest_is_not_a_half_cycle_and_moves_no_edge(int seed)
    {
        var random = new Random(seed);
        CellScript cell = new CellScript(1, null, current => current + 2e-3 * (random.NextDouble() - 0.5)).Rest(86_400);
        int first = cell.Samples.Count;
        cell.Constant(0.5, 7200).Rest(3600).Constant(-0.5, 7200).Rest(86_400);
        Results found = Results.Of(cell.Samples);

        Assert.Equal([Direction.Charge, Direction.Discharge], found.Halves.Select(half => half.Direction));
        Assert.Equal(first, found.Halves[0].FirstRow);
        Assert.InRange(found.Halves[0].Ah, 0.999, 1.001);
        Assert.Equal(QualityFlags.None, found.Halves[0].Flags);
    }

    [Fact]
    public void Nothing_but_noise_gives_no_half_cycle()
    {
        var random = new Random(9);

        Assert.Empty(Results.Of(new CellScript(1, null, _ => 1e-3 * (random.NextDouble() - 0.5)).Rest(200_000).Samples).Halves);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(30)]
    public void Conditioning_pulses_before_the_first_charge_are_not_half_cycles(int pulses)
    {
        CellScript cell = new CellScript().Rest(600);
        for (int i = 0; i < pulses; i++)
        {
            cell.Constant(0.5, 20).Rest(40).Constant(-0.5, 20).Rest(40);
        }

        Results found = Results.Of(cell.Constant(0.5, 7200).Rest(600).Constant(-0.5, 7200).Rest(600).Samples);

        Assert.Equal([Direction.Charge, Direction.Discharge], found.Halves.Select(half => half.Direction));
        Assert.Equal(1, found.Halves[1].Ah, 9);
    }

    [Fact]
    public void A_wiggle_the_other_way_before_the_first_charge_is_not_a_half_cycle()
    {
        foreach (double? nominalAh in (double?[])[null, 1])
        {
            Results found = Results.Of(
                new CellScript().Rest(600).Constant(-0.02, 900).Rest(600).Constant(0.5, 7200).Constant(-0.5, 7200)
                .Rest(60).Samples,
                new CycleEngineOptions { NominalAh = nominalAh });

            Assert.Equal([Direction.Charge, Direction.Discharge], found.Halves.Select(half => half.Direction));
            Assert.Equal(1, found.Halves[0].Ah, 9);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_drifting_zero_while_a_sweep_moves_the_voltage_of_a_cell_that_does_not_react_yet_is_not_a_half_cycle(int seed)
    {
        var random = new Random(seed);
        List<Sample> samples = [];
        for (int row = 0; row < 5600; row++)
        {
            double voltageV = row < 2800 ? 2 + (row * 1e-3) : 4.8 - ((row - 2800) * 1e-3);
            double peakA = row < 2800 ? Peak(voltageV - 3.92) : -Peak(voltageV - 3.58);
            double zeroErrorA = row < 300 ? 1e-9 : -2e-9;
            samples.Add(new Sample(row * 10.0, voltageV, peakA + zeroErrorA + (6e-9 * (random.NextDouble() - 0.5))));
        }

        Results found = Results.Of(samples);
        Assert.Equal([Direction.Charge, Direction.Discharge], found.Halves.Select(half => half.Direction));
        Assert.All(found.Halves, half => Assert.InRange(half.Ah, 0.99e-3, 1.01e-3));

        // 1 mAh at 0.1 mV/s under a peak 0.2 V wide.
        static double Peak(double fromV) => 1e-3 * 0.36 / (0.2 * Math.Sqrt(2 * Math.PI)) * Math.Exp(-0.5 * fromV * fromV / 0.04);
    }

    [Fact]
    public void Fast_cycles_without_a_known_capacity_come_out_all()
    {
        CellScript cell = new CellScript().Rest(60);
        for (int i = 0; i < 50; i++)
        {
            cell.Constant(10, 180).Constant(-10, 180);
        }

        Assert.Equal(100, Results.Of(cell.Rest(60).Samples).Halves.Count);
    }

    [Fact]
    public void Readings_at_the_corners_alone_are_enough()
    {
        var cell = new CellScript(1, () => 1e9);
        for (int i = 0; i < 40; i++)
        {
            cell.Constant(1, 3600).Constant(-1, 3600);
        }

        Results found = Results.Of(cell.Rest(1).Samples);
        Assert.Equal(80, found.Halves.Count);
        Assert.All(found.Halves, half => Assert.Equal(1, half.Ah, 9));
    }

    [Fact]
    public void A_rate_test_down_to_a_twentieth_and_back_keeps_every_cycle()
    {
        CellScript cell = new CellScript().Rest(600);
        foreach (double share in (double[])[1, 0.8, 0.4, 0.05, 0.05, 1, 1])
        {
            cell.Constant(1, 3600 * share).Rest(300).Constant(-1, 3600 * share).Rest(300);
        }

        Results found = Results.Of(cell.Samples);
        Assert.Equal(7, found.Cycles.Count);
        Assert.All(found.Cycles, cycle => Assert.Equal(1, cycle.CoulombicEfficiency!.Value, 9));
    }

    [Fact]
    public void A_cell_that_fades_to_a_thousandth_is_followed_all_the_way()
    {
        CellScript cell = new CellScript(1, () => 1).Rest(600);
        double share = 1;
        int cycles = 0;
        for (; share > 0.001; share *= 0.8)
        {
            cell.Constant(1, 3600 * share).Constant(-1, 3600 * share);
            cycles++;
        }

        Assert.Equal(cycles, Results.Of(cell.Rest(60).Samples).Cycles.Count);
    }

    [Fact]
    public void Pulses_stay_inside_after_a_half_cycle_cut_short()
    {
        CellScript cell = new CellScript().Rest(600).Constant(1, 3600).Constant(-1, 200).Constant(1, 200).Rest(60);
        for (int i = 0; i < 20; i++)
        {
            cell.Constant(-1, 180).Constant(1, 2);
        }

        Assert.Equal(4, Results.Of(cell.Rest(60).Samples, new CycleEngineOptions { NominalAh = 1 }).Halves.Count);
    }
}
