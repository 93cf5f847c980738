using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Truth.Tests;

/// <summary>The engine against what the cyclers themselves counted.</summary>
public sealed class CyclerTruthTests
{
    private const double LeastShare = 0.02;

    public static TheoryData<string, EdgeRule> Records()
    {
        var data = new TheoryData<string, EdgeRule>();
        foreach (string name in (string[])[CyclerRecord.Maccor, CyclerRecord.Neware, CyclerRecord.Arbin])
        {
            foreach (EdgeRule rule in Enum.GetValues<EdgeRule>())
            {
                data.Add(name, rule);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void Every_half_cycle_is_found_within_a_row_and_no_other(string name, EdgeRule rule)
    {
        List<CyclerRecord.Half> expected = CyclerRecord.TrueHalves(name);
        double least = LeastShare * expected.Max(half => half.Ah);
        expected.RemoveAll(half => half.Ah < least);
        List<HalfCycle> found = CyclerRecord.Run(name, new CycleEngineOptions { EdgeRule = rule }).Halves;
        found.RemoveAll(half => half.Ah < least);

        Assert.Equal(expected.Count, found.Count);
        for (int i = 0; i < found.Count; i++)
        {
            Assert.Equal(expected[i].Direction, found[i].Direction == Direction.Charge ? "C" : "D");
            Assert.InRange(found[i].FirstRow, expected[i].FirstRow - 1, expected[i].FirstRow + 1);
            Assert.InRange(found[i].LastRow, expected[i].LastRow - 1, expected[i].LastRow + 1);
        }
    }

    /// <summary>
    /// One and a half times the plain trapezoid's worst, as the records' README has it, or 0.02 % if that is more.
    /// </summary>
    [Theory]
    [MemberData(nameof(Records))]
    public void Charge_and_energy_are_the_cyclers_own(string name, EdgeRule rule)
    {
        double tolerance = name == CyclerRecord.Arbin ? 1.5 * 0.000229 : 0.0002;
        List<CyclerRecord.Half> expected = CyclerRecord.TrueHalves(name);
        List<HalfCycle> found = CyclerRecord.Run(name, new CycleEngineOptions { EdgeRule = rule }).Halves;
        Assert.Equal(expected.Count, found.Count);
        for (int i = 0; i < found.Count; i++)
        {
            Assert.InRange(found[i].Ah / expected[i].Ah, 1 - tolerance, 1 + tolerance);
            Assert.InRange(found[i].Wh / expected[i].Wh, 1 - tolerance, 1 + tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void The_charge_lies_inside_its_bracket(string name, EdgeRule rule)
    {
        foreach (HalfCycle half in CyclerRecord.Run(name, new CycleEngineOptions { EdgeRule = rule }).Halves)
        {
            Assert.InRange(half.Ah, half.AhLow, half.AhHigh);
        }
    }

    [Theory]
    [InlineData(CyclerRecord.Maccor, 24, CycleOrder.ChargeFirst)]
    [InlineData(CyclerRecord.Neware, 5, CycleOrder.DischargeFirst)]
    [InlineData(CyclerRecord.Arbin, 18, CycleOrder.DischargeFirst)]
    public void Cycles_are_paired_in_the_cells_order_and_the_cut_one_has_no_efficiency(string name, int count, CycleOrder order)
    {
        List<Cycle> cycles = CyclerRecord.Run(name, new CycleEngineOptions()).Cycles;

        Assert.Equal(Enumerable.Range(1, count), cycles.Select(cycle => cycle.Number));
        Assert.All(cycles, cycle => Assert.Equal(order, cycle.Order));
        Assert.All(cycles[..^1], cycle => Assert.True(cycle is { Partial: false, CoulombicEfficiency: not null }));
        Assert.True(cycles[^1] is { Partial: true, CoulombicEfficiency: null, EnergyEfficiency: null });
    }

    [Fact]
    public void A_rate_change_changes_the_signature_and_noise_does_not()
    {
        List<Cycle> neware = CyclerRecord.Run(CyclerRecord.Neware, new CycleEngineOptions { NominalAh = 0.0043 }).Cycles;
        List<Cycle> maccor = CyclerRecord.Run(CyclerRecord.Maccor, new CycleEngineOptions()).Cycles;

        Assert.Equal(neware[1].Signature, neware[2].Signature);
        Assert.NotEqual(neware[1].Signature, neware[3].Signature);
        Assert.Single(maccor[..^1].Select(cycle => cycle.Signature).Distinct());
    }
}
