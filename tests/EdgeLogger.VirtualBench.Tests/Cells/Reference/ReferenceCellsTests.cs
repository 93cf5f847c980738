using System.Collections.Generic;
using System.Linq;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.Cells.Reference;

namespace EdgeLogger.VirtualBench.Tests.Cells.Reference;

/// <summary>The numbers here are those of the publication, on purpose not the ones the cells are made from.</summary>
public sealed class ReferenceCellsTests
{
    private static readonly IReadOnlyList<ReferenceCell> s_whole = ReferenceCells.All(1);

    private static ReferenceCell Cell(string name) => s_whole.Single(cell => cell.Name == name);

    [Theory]
    [InlineData("lrmo-rates", 0.6426)]
    [InlineData("5w-rates", 0.7483)]
    public void The_first_cycle_loses_what_was_published(string name, double efficiency)
    {
        Assert.Equal(efficiency, Cell(name).Efficiency(0), 1e-6);
    }

    [Theory]
    [InlineData("lrmo-rates", new[] { 180.1, 158.9, 130.4, 99.6, 180 })]
    [InlineData("5w-rates", new[] { 218.6, 201.5, 162.4, 130.2, 210.2 })]
    public void Each_rate_gives_the_capacity_that_was_published(string name, double[] capacities)
    {
        ReferenceCell cell = Cell(name);
        Assert.Equal(1 + (5 * 3), cell.Cycles);
        for (int i = 0; i < capacities.Length; i++)
        {
            HalfCycleTruth discharge = cell.Discharge(1 + (3 * i));
            Assert.Equal(capacities[i], discharge.ChargeAh * 1000 / cell.ActiveMassG, 1e-6);
        }
    }

    [Theory]
    [InlineData("5w-slow", 0, 100, 0.923)]
    [InlineData("5w-high-loading", 1, 100, 0.881)]
    [InlineData("lrmo-medium", 0, 500, 0.612)]
    [InlineData("5w-medium", 0, 500, 0.772)]
    [InlineData("5w-fast", 0, 1200, 0.841)]
    public void The_last_cycle_keeps_the_share_that_was_published(string name, int firstCycle, int cycles, double retention)
    {
        ReferenceCell cell = Cell(name);
        Assert.Equal(firstCycle + cycles, cell.Cycles);
        Assert.Equal(retention, cell.Discharge(firstCycle + cycles - 1).ChargeAh / cell.Discharge(firstCycle).ChargeAh, 1e-6);
    }

    [Fact]
    public void The_mean_discharge_voltage_falls_as_published_and_more_without_the_tungstate()
    {
        double with = DecayMilliVolt(Cell("5w-medium"));
        double without = DecayMilliVolt(Cell("lrmo-medium"));

        // Two cycles of 500, each with the temperature of its hours: 8 mV in 499 cycles at the most.
        Assert.Equal(0.58, with, 0.017);
        Assert.True(without > with);
    }

    [Fact]
    public void Twice_the_loading_gives_the_areal_capacities_that_were_published()
    {
        ReferenceCell cell = Cell("5w-high-loading");
        Assert.Equal(15.28e-3, cell.ActiveMassG / cell.AreaCm2, 1e-9);
        Assert.Equal(3.15, cell.Discharge(0).ChargeAh * 1000 / cell.AreaCm2, 1e-6);
        Assert.Equal(2.5, cell.Discharge(1).ChargeAh * 1000 / cell.AreaCm2, 1e-6);
    }

    [Theory]
    [InlineData("lrmo-sweep", 0.42)]
    [InlineData("5w-sweep", 0.34)]
    public void The_peaks_of_a_sweep_stand_as_far_apart_as_published_but_for_the_days_warmth(string name, double polarisationV)
    {
        Assert.Equal(polarisationV, Cell(name).SweepPolarisationV(), 0.01);
    }

    [Theory]
    [InlineData("lrmo-rates")]
    [InlineData("5w-rates")]
    public void The_plateau_of_the_first_charge_stands_at_about_4_45_volt(string name)
    {
        Assert.Equal(4.45, Cell(name).PlateauV(), 0.0075);
    }

    [Fact]
    public void The_signal_carries_the_charge_and_energy_that_are_said_to_be_true()
    {
        foreach (ReferenceCell cell in ReferenceCells.All(0.01))
        {
            RecordedCell signal = cell.Signal();
            foreach (HalfCycleTruth half in cell.HalfCycles)
            {
                double hours = (half.EndS - half.StartS) / 3600;
                double chargeAh = signal.MeanCurrentA(half.StartS, half.EndS) * hours;
                double voltageV = signal.MeanVoltageV(half.StartS, half.EndS);
                Assert.Equal(half.ChargeAh, half.IsCharge ? chargeAh : -chargeAh, half.ChargeAh * 1e-9);
                Assert.Equal(half.EnergyWh, half.ChargeAh * voltageV, half.EnergyWh * 1e-9);
            }
        }
    }

    [Fact]
    public void A_shortened_test_is_the_beginning_of_the_whole_one()
    {
        ReferenceCell part = ReferenceCells.All(0.05).Single(cell => cell.Name == "5w-fast");

        Assert.Equal(60, part.Cycles);
        Assert.Equal(Cell("5w-fast").Discharge(59), part.Discharge(59));
    }

    private static double DecayMilliVolt(ReferenceCell cell)
    {
        HalfCycleTruth first = cell.Discharge(0);
        HalfCycleTruth last = cell.Discharge(cell.Cycles - 1);
        double fallV = (first.EnergyWh / first.ChargeAh) - (last.EnergyWh / last.ChargeAh);
        return fallV * 1000 / (cell.Cycles - 1);
    }
}
