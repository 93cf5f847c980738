using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.VirtualBench.Cells;

namespace EdgeLogger.VirtualBench.Tests.Cells;

public sealed class ModelCellTests
{
    private static ModelCell Run(CellChemistry chemistry, int cycles, double cRate, ulong seed = 1)
    {
        var cell = new ModelCell(chemistry, [CyclerPhase.ChargeFirst(cycles, cRate)], seed, startS: 10);
        while (!cell.IsFinished)
        {
            _ = cell.MeanCurrentA(cell.KnownUntilS, cell.KnownUntilS + 100);
        }

        return cell;
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    public void The_known_charge_of_every_half_cycle_is_what_the_signal_carries(double cRate)
    {
        ModelCell cell = Run(new CellChemistry(), 3, cRate);
        var again = new ModelCell(new CellChemistry(), [CyclerPhase.ChargeFirst(3, cRate)], 1, startS: 10);

        Assert.Equal(6, cell.HalfCycles.Count);
        foreach (HalfCycleTruth half in cell.HalfCycles)
        {
            double seconds = half.EndS - half.StartS;
            double chargeAh = again.MeanCurrentA(half.StartS, half.EndS) * seconds / 3600;
            Assert.Equal(half.ChargeAh, Math.Abs(chargeAh), half.ChargeAh * 1e-9);
            Assert.Equal(half.IsCharge, chargeAh > 0);
        }
    }

    [Fact]
    public void The_voltage_stays_within_the_window_and_energy_is_charge_times_a_voltage_in_it()
    {
        ModelCell cell = Run(new CellChemistry(), 5, 0.5);
        var again = new ModelCell(new CellChemistry(), [CyclerPhase.ChargeFirst(5, 0.5)], 1, startS: 10);
        for (double t = 0; t < cell.KnownUntilS; t += 7)
        {
            Assert.InRange(again.MeanVoltageV(t, t + 7), 1.99, 4.601);
        }

        Assert.All(cell.HalfCycles, half => Assert.InRange(half.EnergyWh / half.ChargeAh, 2.5, 4.6));
    }

    [Fact]
    public void The_first_charge_takes_the_activation_and_later_ones_only_the_side_reactions()
    {
        var chemistry = new CellChemistry { FadePerCycle = 0, VoltageDecayPerCycle = 0, ResistanceGrowthPerCycle = 0 };
        List<HalfCycleTruth> halves = [.. Run(chemistry, 6, 0.2).HalfCycles];

        Assert.Equal(chemistry.ActivationAh, halves[0].ChargeAh - (halves[1].ChargeAh / chemistry.CoulombicEfficiency), 0.05e-3);
        for (int i = 4; i < 12; i += 2)
        {
            Assert.Equal(chemistry.CoulombicEfficiency, halves[i + 1].ChargeAh / halves[i].ChargeAh, 2e-4);
        }
    }

    [Fact]
    public void Capacity_and_mean_voltage_fall_as_the_chemistry_says()
    {
        var chemistry = new CellChemistry { FadePerCycle = 2e-3, VoltageDecayPerCycle = 1e-3, ResistanceGrowthPerCycle = 0 };
        List<HalfCycleTruth> discharges = [.. Run(chemistry, 41, 0.2).HalfCycles.Where(h => !h.IsCharge)];

        Assert.Equal(Math.Pow(1 - 2e-3, 39), discharges[40].ChargeAh / discharges[1].ChargeAh, 2e-3);
        double fallV = (discharges[1].EnergyWh / discharges[1].ChargeAh) - (discharges[40].EnergyWh / discharges[40].ChargeAh);
        Assert.Equal(39e-3, fallV, 3e-3);
    }

    [Fact]
    public void Faster_is_less_charge_at_more_polarisation()
    {
        double[] charges = [.. new[] { 0.1, 0.5, 1, 2 }.Select(rate => Run(new CellChemistry(), 2, rate).HalfCycles[3].ChargeAh)];

        Assert.Equal(charges.OrderDescending(), charges);
    }

    [Fact]
    public void Seeds_spread_the_cells_of_one_kind_and_one_seed_gives_one_cell()
    {
        var chemistry = new CellChemistry { Spread = 0.02 };
        double first = Run(chemistry, 1, 0.5, seed: 8).HalfCycles[1].ChargeAh;

        Assert.Equal(first, Run(chemistry, 1, 0.5, seed: 8).HalfCycles[1].ChargeAh);
        Assert.NotEqual(first, Run(chemistry, 1, 0.5, seed: 9).HalfCycles[1].ChargeAh);
    }

    [Fact]
    public void A_quantity_nobody_asked_for_in_hours_can_still_be_had()
    {
        var cell = new ModelCell(new CellChemistry(), [CyclerPhase.ChargeFirst(50, 1)], 1);
        _ = cell.MeanPressureMPa(0, 1);
        for (double t = 0; t < 200_000; t += 10)
        {
            _ = cell.MeanCurrentA(t, t + 10);
        }

        Assert.InRange(cell.MeanPressureMPa(199_990, 200_000), 49, 52);
    }
}
