using System;
using System.IO;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Trends;

namespace EdgeLogger.Cycles.Tests;

public sealed class CellTrendsTests
{
    private const string Slow = "C0.1-D0.1|2.00-4.60|cc";
    private const string Fast = "C1-D1|2.00-4.60|cc";

    [Fact]
    public void A_rate_test_is_not_a_fade_and_its_end_no_recovery()
    {
        var trends = new CellTrends(new TrendOptions());
        for (int n = 1; n <= 30; n++)
        {
            bool fast = n is > 10 and <= 20;
            trends.Add(Cycle(n, fast ? Fast : Slow, fast ? 0.5 : 1));
        }

        Assert.All(trends.Trends, trend => Assert.Equal(1, trend.Retention!.Value, 12));
        Assert.Equal([11, 3], trends.Trends.Select(trend => trend.ReferenceNumber!.Value));
        Assert.Equal(Slow, trends.Trends[^1].Signature);
    }

    [Fact]
    public void The_reference_is_kept_when_the_window_has_long_passed_it()
    {
        var trends = new CellTrends(new TrendOptions { WindowCycles = 10 });
        for (int n = 1; n <= 200; n++)
        {
            trends.Add(Cycle(n, Slow, 1 - (0.001 * n)));
        }

        SignatureTrend trend = Assert.Single(trends.Trends);
        Assert.Equal(3, trend.ReferenceNumber);
        Assert.Equal(0.8 / 0.997, trend.Retention!.Value, 12);
        Assert.Equal(200, trend.Cycles);
    }

    [Fact]
    public void Voltage_decay_and_the_other_slopes_are_those_of_straight_lines()
    {
        var trends = new CellTrends(new TrendOptions { FormationCycles = 0 });
        for (int n = 1; n <= 40; n++)
        {
            trends.Add(Cycle(n, Slow, 1, dischargeV: 3.6 - (0.00058 * n), ohm: 5 + (0.01 * n), mpa: 2 - (0.002 * n)));
        }

        SignatureTrend trend = Assert.Single(trends.Trends);
        SlopeEstimate decay = trend.VoltageDecayMvPerCycle!.Value;
        Assert.Equal(0.58, decay.PerCycle, 9);
        Assert.InRange(0.58, decay.LowPerCycle - 1e-9, decay.HighPerCycle + 1e-9);
        Assert.Equal(0.58, trend.PolarisationMvPerCycle!.Value.PerCycle, 9);
        Assert.Equal(0.01, trend.ResistanceOhmPerCycle!.Value.PerCycle, 9);
        Assert.Equal(-0.002, trend.PressureMpaPerCycle!.Value.PerCycle, 9);
        Assert.Equal(0.3, trend.PressureBreathingMpa!.Value, 9);
        Assert.Equal(3.9 - (3.6 - (0.00058 * 40)), trend.PolarisationV, 12);
    }

    /// <summary>
    /// Half of what goes into a silicon anode first does not come back: lithiation minus delithiation is lost, and is positive.
    /// </summary>
    [Fact]
    public void The_slippage_of_an_anode_half_cell_is_what_lithiation_has_more_than_delithiation()
    {
        Results found = Results.Of(
            new CellScript().Rest(60).Constant(-0.5, 3600).Rest(600).Constant(0.5, 2700).Rest(600).Constant(-0.5, 2520).Rest(600)
                .Constant(0.5, 2448).Rest(600).Constant(-0.5, 600).Samples,
            new CycleEngineOptions
            {
                NominalAh = 0.5,
                Order = new CellMetadata
                { Electrode = ElectrodeKind.AnodeHalfCell }.Order
            });
        var trends = new CellTrends(new TrendOptions { FormationCycles = 0 });
        foreach (Cycle cycle in found.Cycles)
        {
            trends.Add(cycle);
        }

        Assert.Equal(2700.0 / 3600, found.Cycles[0].CoulombicEfficiency!.Value, 9);
        Assert.Equal(0.5 * (3600 - 2700 + 2520 - 2448) / 3600, trends.SlippageAh, 9);
    }

    [Fact]
    public void A_cell_without_a_sensor_is_corrected_by_the_temperature_of_its_cohort()
    {
        var own = new CellTrends(new TrendOptions { FormationCycles = 0, CorrectTemperature = true });
        var cohort = new CellTrends(
            new TrendOptions { FormationCycles = 0, CorrectTemperature = true, UseCohortTemperature = true });
        for (int n = 1; n <= 24; n++)
        {
            double kelvin = Math.Sin(n * 0.13);
            Cycle cycle = Cycle(n, Slow, 1, dischargeV: 3.6 - (0.00058 * n) + (0.008 * kelvin));
            own.Add(cycle, cohortDegC: 25 + kelvin);
            cohort.Add(cycle, cohortDegC: 25 + kelvin);
        }

        Assert.Equal(0.58, cohort.Trends[0].VoltageDecayMvPerCycle!.Value.PerCycle, 1e-6);
        Assert.True(Math.Abs(own.Trends[0].VoltageDecayMvPerCycle!.Value.PerCycle - 0.58) > 0.05);
    }

    /// <summary>
    /// A stack whose pressure breathes by 0.2 MPa with the charge, falls by 1 kPa a cycle, and rises by 10 kPa a kelvin, in a
    /// room of +-1 K.
    /// </summary>
    [Fact]
    public void Pressure_at_rest_gives_drift_and_breathing_at_one_temperature()
    {
        const double PerCycle = -0.001;
        const double PerK = 0.01;
        var engine = new CycleEngine(new CycleEngineOptions { NominalAh = 1, Details = true });
        double time = 0;
        int cycle = 0;
        void Run(double currentA, double seconds)
        {
            for (double end = time + seconds; time < end; time += 10)
            {
                double kelvin = Math.Sin(time / 13_751);
                double charge = currentA > 0 ? 1 - ((end - time) / seconds) : currentA < 0 ? (end - time) / seconds : cycle % 2;
                double mpa = 2 + (0.2 * charge) + (PerCycle * (cycle / 2)) + (PerK * kelvin);
                engine.Add(new Sample(time, 3 + charge + (0.1 * currentA), currentA), new CellConditions(25 + kelvin, mpa));
            }
        }

        Run(0, 600);
        var trends = new CellTrends(new TrendOptions { FormationCycles = 0, CorrectTemperature = true });
        for (int n = 0; n < 20; n++)
        {
            Run(1, 3600);
            cycle++;
            Run(0, 1200);
            Run(-1, 3600);
            cycle++;
            Run(0, 1200);
        }

        Run(1, 600);
        while (engine.TryTakeCycle(out Cycle closed))
        {
            trends.Add(closed);
        }

        SignatureTrend trend = Assert.Single(trends.Trends);
        Assert.Equal(20, trend.Cycles);
        Assert.Equal(PerCycle, trend.RestPressureMpaPerCycle!.Value.PerCycle, 1e-4);
        Assert.Equal(0.2, trend.RestPressureSwingMpa!.Value, 0.002);
    }

    /// <summary>A day's swing of 1 K is worth 8 mV, as much as 13 cycles of decay.</summary>
    [Fact]
    public void What_the_temperature_explains_is_taken_off()
    {
        var random = new Random(5);
        var plain = new CellTrends(new TrendOptions { FormationCycles = 0 });
        var corrected = new CellTrends(new TrendOptions { FormationCycles = 0, CorrectTemperature = true });
        for (int n = 1; n <= 24; n++)
        {
            double kelvin = Math.Sin(n * 0.13) + (0.1 * random.NextDouble());
            Cycle cycle = Cycle(n, Slow, 1, dischargeV: 3.6 - (0.00058 * n) + (0.008 * kelvin), degC: 25 + kelvin);
            plain.Add(cycle);
            corrected.Add(cycle);
        }

        Assert.Equal(0.58, corrected.Trends[0].VoltageDecayMvPerCycle!.Value.PerCycle, 1e-6);
        Assert.True(Math.Abs(plain.Trends[0].VoltageDecayMvPerCycle!.Value.PerCycle - 0.58) > 0.05);
    }

    [Fact]
    public void The_interval_holds_the_true_slope_nineteen_times_in_twenty()
    {
        var random = new Random(11);
        const int Trials = 400;
        int held = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            double[] x = [.. Enumerable.Range(1, 30).Select(i => (double)i)];
            double[] y = [.. x.Select(at => (0.5 * at) + random.NextDouble() + random.NextDouble() + random.NextDouble())];
            SlopeEstimate fit = TheilSen.Fit(x, y)!.Value;
            held += fit.LowPerCycle <= 0.5 && fit.HighPerCycle >= 0.5 ? 1 : 0;
        }

        Assert.InRange(held / (double)Trials, 0.92, 0.99);
    }

    [Fact]
    public void A_quarter_of_wild_values_does_not_turn_the_slope()
    {
        var random = new Random(2);
        double[] x = [.. Enumerable.Range(1, 40).Select(i => (double)i)];
        double[] y = [.. x.Select(at => at % 4 == 0 ? 100 * random.NextDouble() : 3 - (0.01 * at))];
        Assert.Equal(-0.01, TheilSen.Fit(x, y)!.Value.PerCycle, 0.01);
    }

    [Fact]
    public void Slippage_and_full_cycles_are_sums_over_all_signatures()
    {
        var trends = new CellTrends(new TrendOptions { NominalAh = 2 });
        for (int n = 1; n <= 10; n++)
        {
            trends.Add(Cycle(n, n % 2 == 0 ? Slow : Fast, 1));
        }

        Assert.Equal(10 * 0.01, trends.SlippageAh, 12);
        Assert.Equal(10 * 2.01 / 4, trends.EquivalentFullCycles!.Value, 12);
    }

    [Fact]
    public void Partial_cycles_are_not_a_point_and_provisional_ones_are_not_there()
    {
        var trends = new CellTrends(new TrendOptions { NominalAh = 1, FormationCycles = 0 });
        trends.Add(Cycle(1, Slow, 1) with { Partial = true });
        trends.Add(Cycle(2, Slow, 1) with { Provisional = true });
        Assert.Empty(trends.Trends);
        Assert.Equal(2.01 / 2, trends.EquivalentFullCycles!.Value, 12);
    }

    [Fact]
    public void Saving_and_restoring_after_any_cycle_changes_no_bit()
    {
        var random = new Random(9);
        var options = new TrendOptions { WindowCycles = 8 };
        var straight = new CellTrends(options);
        var cut = new CellTrends(options);
        for (int n = 1; n <= 100; n++)
        {
            Cycle cycle = Cycle(n, "signature " + random.Next(50), random.NextDouble(), ohm: random.NextDouble());
            straight.Add(cycle);
            cut.Add(cycle);
            byte[] state = cut.Save();
            Assert.Equal(straight.Save(), state);
            cut = CellTrends.Restore(options, state);
            Assert.Equal(straight.Trends, cut.Trends);
        }

        Assert.Equal(CellTrends.MostSignatures, cut.Trends.Count);
        byte[] saved = cut.Save();
        Assert.Throws<InvalidDataException>(() => CellTrends.Restore(options, saved[..^9]));
        Assert.Throws<InvalidDataException>(() => CellTrends.Restore(options, [9, 0, 0, 0]));
    }

    private static Cycle Cycle(
        int number, string signature, double ah, double dischargeV = 3.6, double ohm = 5, double mpa = 2, double degC = 25)
    {
        HalfDetail detail = Detail(ohm, mpa, degC);
        return new Cycle
        {
            Number = number,
            Charge = MadeHalf.Of(Direction.Charge, ah + 0.01, 3.9, detail),
            Discharge = MadeHalf.Of(Direction.Discharge, ah, dischargeV, detail),
            Order = CycleOrder.ChargeFirst,
            Partial = false,
            Provisional = false,
            CoulombicEfficiency = ah / (ah + 0.01),
            EnergyEfficiency = 0.9,
            Signature = signature,
            Flags = QualityFlags.None,
        };
    }

    private static HalfDetail Detail(double ohm, double mpa, double degC) => new()
    {
        MedianCurrentA = null,
        ConstantVoltageTimeShare = null,
        ConstantVoltageChargeShare = null,
        RestVoltageAfterV = null,
        Resistance0sOhm = null,
        Resistance10sOhm = ohm,
        Resistance30sOhm = null,
        TemperatureMeanDegC = degC,
        TemperatureMinDegC = degC,
        TemperatureMaxDegC = degC,
        PressureMeanMpa = mpa,
        PressureMinMpa = mpa - 0.1,
        PressureMaxMpa = mpa + 0.2,
    };
}
