using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.AlertBench;
using EdgeLogger.AlertBench.Simulation;
using EdgeLogger.AlertBench.Statistics;

namespace EdgeLogger.Alerts.Tests.Trends;

/// <summary>A small piece of `edgelogger bench fade`, with seeds of its own.</summary>
public sealed class FleetTests
{
    [Fact]
    public void Healthy_cells_of_both_recipes_ring_nothing_in_three_hundred_cycles()
    {
        foreach (SimulatedRecipe recipe in (SimulatedRecipe[])[SimulatedRecipe.Lrmo, SimulatedRecipe.Tungstate])
        {
            foreach (CellRun run in CohortRun.Of(recipe, [.. Enumerable.Repeat(CellFault.None, 8)], int.MaxValue, 300, 7_000_000))
            {
                Assert.True(run.Raised.Count == 0, run.Raised.Count == 0 ? "" : run.Raised[0].Sentence);
            }
        }
    }

    [Theory]
    [InlineData(CellFault.SuddenKnee, 10)]
    [InlineData(CellFault.AcceleratedFade, 40)]
    [InlineData(CellFault.SoftShort, 10)]
    [InlineData(CellFault.RisingResistance, 30)]
    [InlineData(CellFault.PressureLoss, 25)]
    [InlineData(CellFault.EfficiencyLoss, 25)]
    [InlineData(CellFault.VoltageDecay, 30)]
    public void Most_cells_with_a_fault_are_found_soon(CellFault fault, int medianCycles)
    {
        double[] delays = [.. Enumerable.Range(0, 15)
            .Select(i => CellRun.Of(SimulatedRecipe.Lrmo, fault, 120, 220, 7_100_000 + (ulong)i))
            .Select(run => run.Found is { } found ? found.Cycle!.Value - run.Onset : double.PositiveInfinity).Order()];
        Assert.InRange(delays[delays.Length / 2], 0, medianCycles);
        Assert.True(delays.Count(double.IsFinite) >= 13,
            $"{fault}: {delays.Count(double.IsInfinity)} of {delays.Length} were not found");
    }

    [Theory]
    [MemberData(nameof(RowFaults))]
    public void Every_fault_of_the_measuring_is_found_and_nothing_before_it(RowFault fault)
    {
        for (ulong seed = 7_200_000; seed < 7_200_010; seed++)
        {
            RowRun run = RowRun.Of(fault, 2, 6, seed);
            Assert.Empty(run.FalseAlarms);
            Assert.True(run.DelayCycles is not null, $"{fault}, seed {seed}");
        }
    }

    public static IEnumerable<TheoryDataRow<RowFault>> RowFaults() => Enum.GetValues<RowFault>()
        .Where(fault => fault is not (RowFault.None or RowFault.ChargeDips)).Select(fault => new TheoryDataRow<RowFault>(fault));

    [Fact]
    public void A_sibling_that_fades_three_times_as_fast_is_reported_by_its_cohort_and_none_of_the_others()
    {
        IReadOnlyList<CellRun> cohort = CohortRun.Of(
            SimulatedRecipe.Tungstate, [CellFault.WeakSibling, .. Enumerable.Repeat(CellFault.None, 7)], 1, 200, 7_300_000);
        Assert.NotEmpty(cohort[0].Raised);
        Assert.All(cohort.Skip(1), run => Assert.Empty(run.Raised));
    }

    [Fact]
    public void The_two_published_fades_are_distinguished_as_cohorts()
    {
        double[] Rates(SimulatedRecipe recipe, ulong seed) =>
            [.. CohortRun.Of(recipe, [.. Enumerable.Repeat(CellFault.None, 8)], int.MaxValue, 200, seed)
            .Select(run => CohortComparison.FadePercentPerCycle(run.Capacities, 200))];
        Assert.True(CohortComparison.WelchT(
            Rates(SimulatedRecipe.Lrmo, 7_400_000), Rates(SimulatedRecipe.Tungstate, 7_500_000)) > 4.14);
    }

    [Fact]
    public void Intervals_hold_what_is_known_of_them()
    {
        // Wilson 1927 for 0 of 100 and 95 of 100; exact Poisson limits for 0 and 10 events.
        Assert.Equal(0.037, Interval.OfShare(0, 100).High, 0.001);
        Assert.Equal(0.888, Interval.OfShare(95, 100).Low, 0.001);
        Assert.Equal(3.689, Interval.OfRate(0, 1).High, 0.01);
        Assert.Equal(4.795, Interval.OfRate(10, 1).Low, 0.02);
        Assert.Equal(18.39, Interval.OfRate(10, 1).High, 0.02);
    }
}
