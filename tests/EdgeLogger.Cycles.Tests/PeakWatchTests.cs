using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeLogger.Cycles.DifferentialCapacity;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Trends;

namespace EdgeLogger.Cycles.Tests;

public sealed class PeakWatchTests
{
    private const double LowV = 3.0;
    private const double HighV = 4.6;

    private static readonly DifferentialCapacityOptions Default = new();

    [Fact]
    public void Each_cycle_has_its_peaks_and_the_trend_reports_how_far_they_have_drifted()
    {
        CellTrends trends = new(new TrendOptions());
        List<CyclePeaks> found = [];
        Run(Cycles(8, hold: true), trends, (_, peaks) => found.Add(peaks));

        Assert.Equal(8, found.Count);
        for (int i = 0; i < found.Count; i++)
        {
            Assert.Equal(2, found[i].Charge.Count);
            Assert.Equal(3.5, found[i].Charge[0].VoltageV, 0.002);
            Assert.Equal(4.2 - (0.005 * i), found[i].Charge[1].VoltageV, 0.002);
            Assert.Equal(3.4, found[i].Discharge[0].VoltageV, 0.002);
        }

        SignatureTrend trend = trends.Latest!;
        Assert.Equal(2, trend.ChargePeaks.Count);
        // From the reference, cycle 3, to cycle 8.
        Assert.Equal(0, trend.ChargePeaks[0].DriftV!.Value, 0.001);
        Assert.Equal(-0.025, trend.ChargePeaks[1].DriftV!.Value, 0.001);
    }

    [Fact]
    public void Charge_that_flows_at_a_held_voltage_is_not_a_peak()
    {
        List<CyclePeaks> held = [];
        Run(Cycles(3, hold: true), new CellTrends(new TrendOptions()), (_, peaks) => held.Add(peaks));
        Assert.All(held, peaks => Assert.All(peaks.Charge, peak => Assert.True(peak.VoltageV < HighV - 0.1)));
    }

    [Fact]
    public void A_checkpoint_at_any_row_changes_no_bit_of_peaks_and_trends()
    {
        List<Sample> samples = Cycles(4, hold: false);
        TrendOptions options = new() { FormationCycles = 0 };
        CellTrends straight = new(options);
        byte[] end = Run(samples, straight, (_, _) => { });
        for (int every = 1; every < 200; every += 37)
        {
            CellTrends cut = new(options);
            Assert.Equal(end, Run(samples, cut, (_, _) => { }, every));
            Assert.Equal(straight.Save(), cut.Save());
            Assert.Equal(straight.Save(), CellTrends.Restore(options, straight.Save()).Save());
        }

        Assert.NotEmpty(straight.Latest!.DischargePeaks);
    }

    [Fact]
    public void Bytes_that_are_not_a_state_are_refused()
    {
        byte[] state = new PeakWatch(Default).Save();
        for (int length = 0; length < state.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => PeakWatch.Restore(Default, state.AsSpan(0, length)));
        }
    }

    private static byte[] Run(List<Sample> samples, CellTrends trends, Action<Cycle, CyclePeaks> found,
        int saveEvery = int.MaxValue)
    {
        CycleEngine engine = new(new CycleEngineOptions { NominalAh = 1 });
        PeakWatch watch = new(Default);
        for (int i = 0; i < samples.Count; i++)
        {
            engine.Add(samples[i]);
            watch.Add(samples[i]);
            Drain(engine, watch, trends, found);
            if (i % saveEvery == saveEvery - 1)
            {
                watch = PeakWatch.Restore(Default, watch.Save());
            }
        }

        return watch.Save();
    }

    private static void Drain(CycleEngine engine, PeakWatch watch, CellTrends trends, Action<Cycle, CyclePeaks> found)
    {
        while (engine.TryTakeHalf(out HalfCycle half))
        {
            watch.Close(half);
        }

        while (engine.TryTakeCycle(out Cycle cycle))
        {
            trends.Add(cycle, watch.Of(cycle));
            found(cycle, watch.Of(cycle));
        }
    }

    /// <summary>Voltage along two plateaus, the upper of which sinks by 5 mV a cycle; the discharge runs 0.1 V lower.</summary>
    private static List<Sample> Cycles(int count, bool hold)
    {
        List<Sample> samples = [new(0, LowV, 0)];
        double timeS = 0;
        // One half more than cycles, so that the last cycle closes.
        for (int half = 0; half <= (2 * count); half++)
        {
            double upper = 4.2 - (0.005 * (half / 2));
            double[] curve = [.. Enumerable.Range(0, 721).Select(i => Voltage(i / 720.0, upper))];
            bool charges = half % 2 == 0;
            for (int i = 0; i <= 720; i++)
            {
                timeS += 5;
                samples.Add(new Sample(timeS, charges ? curve[i] : curve[720 - i] - 0.1, charges ? 1 : -1));
            }

            for (int i = 1; hold && charges && i <= 60; i++)
            {
                timeS += 10;
                samples.Add(new Sample(timeS, curve[720], Math.Exp(-i / 15.0)));
            }
        }

        return samples;
    }

    /// <summary>The voltage at a state of charge: Q(V) is a slope and two logistic steps.</summary>
    private static double Voltage(double state, double upper)
    {
        (double low, double high) = (LowV, HighV);
        for (int i = 0; i < 50; i++)
        {
            double v = (low + high) / 2;
            double q = (0.2 * (v - LowV) / (HighV - LowV)) + (0.4 / (1 + Math.Exp(-(v - 3.5) / 0.03)))
                + (0.4 / (1 + Math.Exp(-(v - upper) / 0.03)));
            (low, high) = q < state ? (v, high) : (low, v);
        }

        return (low + high) / 2;
    }
}
