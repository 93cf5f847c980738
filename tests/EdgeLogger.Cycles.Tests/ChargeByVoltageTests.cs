using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeLogger.Cycles.DifferentialCapacity;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Tests;

public sealed class ChargeByVoltageTests
{
    private static readonly DifferentialCapacityOptions Default = new();

    [Fact]
    public void A_straight_voltage_has_one_capacity_per_volt_everywhere()
    {
        DifferentialCapacityCurve curve = Run(new CellScript(1, () => 1).Constant(1, 3600).Samples).Take(Direction.Charge);
        for (double v = 3.2; v < 4.2; v += 0.1)
        {
            Assert.Equal(1 / 1.2, curve.AhPerV((int)(v / 0.005)), 1e-6);
        }
    }

    [Fact]
    public void The_bins_add_up_to_the_charge_of_each_direction()
    {
        for (int seed = 1; seed <= 30; seed++)
        {
            List<Sample> samples = new GeneratedProtocol(seed).Samples;
            double charge = 0;
            double discharge = 0;
            foreach ((Sample from, Sample to) in samples.Zip(samples.Skip(1)))
            {
                double ah = 0.5 * (from.CurrentA + to.CurrentA) * (to.TimeS - from.TimeS) / 3600;
                charge += Math.Max(0, ah);
                discharge += Math.Max(0, -ah);
            }

            ChargeByVoltage counted = Run(samples);
            Assert.Equal(charge, counted.Take(Direction.Charge).TotalAh, 1e-9 * (1 + charge));
            Assert.Equal(discharge, counted.Take(Direction.Discharge).TotalAh, 1e-9 * (1 + discharge));
            Assert.Equal(0, counted.Take(Direction.Charge).TotalAh);
        }
    }

    /// <summary>Q(V) is a sum of two logistic steps, so dQ/dV has its maxima at their middles.</summary>
    [Theory]
    [InlineData(3.5, 4.45)]
    [InlineData(3.512, 4.43)]
    public void Peaks_are_where_the_plateaus_are_and_drift_with_them(double first, double second)
    {
        IReadOnlyList<DifferentialCapacityPeak> peaks = Plateaus(first, second).Peaks();
        Assert.Equal(2, peaks.Count);
        Assert.Equal(first, peaks[0].VoltageV, 0.001);
        Assert.Equal(second, peaks[1].VoltageV, 0.001);

        IReadOnlyList<double> drift = DifferentialCapacityCurve.Drift(Plateaus(3.5, 4.45).Peaks(), peaks);
        Assert.Equal(first - 3.5, drift[0], 0.001);
        Assert.Equal(second - 4.45, drift[1], 0.001);
        Assert.True(double.IsNaN(DifferentialCapacityCurve.Drift(peaks, [])[0]));
    }

    [Fact]
    public void Saving_and_restoring_at_any_row_changes_no_bit()
    {
        List<Sample> samples = new GeneratedProtocol(4).Samples;
        ChargeByVoltage cut = new(Default);
        foreach (Sample sample in samples)
        {
            cut.Add(sample);
            if (sample.TimeS % 7 < 1)
            {
                cut = ChargeByVoltage.Restore(Default, cut.Save());
            }
        }

        Assert.Equal(Run(samples).Save(), cut.Save());
        Assert.Throws<InvalidDataException>(() => ChargeByVoltage.Restore(Default, [1, 2, 3]));
        Assert.Throws<InvalidDataException>(
            () => ChargeByVoltage.Restore(new DifferentialCapacityOptions { BinV = 0.01 }, cut.Save()));
    }

    [Fact]
    public void A_row_allocates_nothing()
    {
        List<Sample> samples = new CellScript(1, () => 1).Constant(1, 3000).Samples;
        ChargeByVoltage counted = Run(samples);
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (Sample sample in samples)
        {
            counted.Add(sample);
        }

        // The smallest object has 24 bytes. Less than that in all may be the rest of this thread's buffer, counted when a test on
        // another thread makes the collector run.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16L * samples.Count);
    }

    [Fact]
    public void A_window_that_makes_no_bins_or_too_many_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ChargeByVoltage(new DifferentialCapacityOptions { BinV = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ChargeByVoltage(new DifferentialCapacityOptions { BinV = 1e-4 }));
    }

    private static DifferentialCapacityCurve Plateaus(double first, double second)
    {
        var counted = new ChargeByVoltage(Default);
        double time = 0;
        double before = 0;
        for (double v = 2.5; v < 4.9; v += 0.0013)
        {
            double charge = Logistic((v - first) / 0.02) + (0.6 * Logistic((v - second) / 0.02));
            time += 1;
            counted.AddMean(new Sample(time, v, charge - before));
            before = charge;
        }

        return counted.Take(Direction.Charge);
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private static ChargeByVoltage Run(IEnumerable<Sample> samples)
    {
        var counted = new ChargeByVoltage(Default);
        foreach (Sample sample in samples)
        {
            counted.Add(sample);
        }

        return counted;
    }
}
