using System;
using System.Collections.Generic;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Techniques;

namespace EdgeLogger.Cycles.Tests;

public sealed class TechniqueTests
{
    /// <summary>
    /// A cell of 3 V + 1.2 V/Ah + R I whose pulses also polarise by 4 mV per root second, all of it gone after the rest.
    /// </summary>
    [Fact]
    public void Titration_gives_the_diffusion_coefficient_of_the_closed_form()
    {
        const double PulseS = 600;
        const double PulseA = 0.1;
        const double RootV = 0.0004;
        List<Sample> samples = [];
        double time = 0;
        double charge = 0;
        void Run(double currentA, double seconds)
        {
            double started = time;
            for (double t = 0; t <= seconds; t++)
            {
                double v = 3 + (1.2 * (charge + (currentA * t / 3600))) + (0.5 * currentA)
                    + (currentA > 0 ? RootV * Math.Sqrt(t) : 0);
                samples.Add(new Sample(started + t, v, currentA));
            }

            time += seconds;
            charge += currentA * seconds / 3600;
        }

        Run(0, 300);
        for (int i = 0; i < 5; i++)
        {
            Run(PulseA, PulseS);
            Run(0, 1200);
        }

        double equilibriumV = 1.2 * PulseA * PulseS / 3600;
        double pulseV = equilibriumV + (RootV * Math.Sqrt(PulseS));
        double relative = 4 / (Math.PI * PulseS) * Math.Pow(equilibriumV / pulseV, 2);
        List<GittPoint> points = Points(samples);

        Assert.Equal(5, points.Count);
        Assert.All(points, point => Assert.Equal(relative, point.RelativePerS, relative * 1e-6));
        double lengthCm = 0.006 * 20 / (85 * 0.785);
        Assert.Equal(relative * lengthCm * lengthCm, points[0].AbsoluteCm2PerS(0.006, 20, 85, 0.785), relative * 1e-6);
        Assert.Equal(PulseA * PulseS / 3600, points[2].ChargeAh, 1e-9);
        Assert.Equal(4 / Math.PI * Math.Pow(equilibriumV / pulseV, 2), points[0].TauShare, 1e-6);
        Assert.False(points[0].IsShortPulse);
        Assert.True((points[0] with { EquilibriumStepV = 0.1 * pulseV }).IsShortPulse);
    }

    [Fact]
    public void An_interruption_gives_resistance_and_slope_of_the_closed_form()
    {
        const double Ohm = 12;
        const double Diffusion = 3;
        const double CurrentA = 1e-3;
        var analyser = new IciAnalyser(1e-6);
        List<IciPoint> points = [];
        double time = 0;
        for (int i = 0; i < 4; i++)
        {
            for (int row = 0; row < 300; row++)
            {
                Take(new Sample(time++, 3.8, CurrentA));
            }

            for (int row = 1; row <= 100; row++)
            {
                double since = row * 0.1;
                Take(new Sample(time - 1 + since, 3.8 - (CurrentA * (Ohm + (Diffusion * Math.Sqrt(since)))), 0));
            }

            time += 10;
        }

        Take(new Sample(time, 3.8, CurrentA));
        Assert.Equal(4, points.Count);
        Assert.All(points, point => Assert.Equal(Ohm, point.ResistanceOhm, 1e-6));
        Assert.All(points, point => Assert.Equal(Diffusion, point.DiffusionOhmPerRootS, 1e-6));

        void Take(Sample sample)
        {
            if (analyser.Add(sample, out IciPoint point))
            {
                points.Add(point);
            }
        }
    }

    [Fact]
    public void A_voltammogram_gives_rate_peaks_and_their_distance()
    {
        const double RateVPerS = 1e-4;
        var analyser = new VoltammetryAnalyser();
        List<Voltammogram> found = [];
        double halfS = 2.6 / RateVPerS;
        for (double t = 0; t <= 4 * halfS; t += 10)
        {
            double phase = t % (2 * halfS);
            bool up = phase < halfS;
            double v = up ? 2 + (RateVPerS * phase) : 4.6 - (RateVPerS * (phase - halfS));
            double current = up ? Bell(v - 3.92) : -0.8 * Bell(v - 3.50);
            if (analyser.Add(new Sample(t, v, 1e-3 * current), out Voltammogram voltammogram))
            {
                found.Add(voltammogram);
            }
        }

        if (analyser.Finish(out Voltammogram last))
        {
            found.Add(last);
        }

        Assert.Equal(2, found.Count);
        Assert.All(found, voltammogram =>
        {
            Assert.Equal(RateVPerS, voltammogram.RateVPerS, RateVPerS * 1e-3);
            Assert.Equal(0.42, voltammogram.SeparationV, 0.002);
            Assert.Equal(1e-3, voltammogram.AnodicPeakA, 1e-6);
            Assert.Equal(-0.8e-3, voltammogram.CathodicPeakA, 1e-6);
            Assert.Equal(2, voltammogram.LowV, 0.002);
        });
    }

    [Fact]
    public void A_current_that_is_largest_at_the_end_of_the_sweep_is_not_a_peak()
    {
        var analyser = new VoltammetryAnalyser();
        for (int i = 0; i <= 2000; i++)
        {
            double v = i <= 1000 ? 3 + (i * 1e-3) : 5 - (i * 1e-3);
            analyser.Add(new Sample(i, v, i <= 1000 ? v - 3 : 3 - v), out _);
        }

        Assert.True(analyser.Finish(out Voltammogram voltammogram));
        Assert.True(double.IsNaN(voltammogram.AnodicPeakV));
    }

    /// <summary>
    /// An hour of rest with its noise, a sweep up and one down, a hold at the end: two sweeps, at the rate at which they ran.
    /// </summary>
    [Fact]
    public void A_rest_with_noise_is_not_a_sweep_and_does_not_slow_one_down()
    {
        const double RateVPerS = 1e-3;
        var random = new Random(9);
        var analyser = new VoltammetryAnalyser();
        List<Voltammogram> found = [];
        for (int t = 0; t < 3600 + 4000 + 3600; t++)
        {
            double sweepS = Math.Clamp(t - 3600, 0, 4000);
            double v = 2.5 + (RateVPerS * (sweepS < 2000 ? sweepS : 4000 - sweepS));
            bool sweeps = sweepS is > 0 and < 4000;
            double current = !sweeps ? 0 : sweepS < 2000 ? Bell(v - 3.9) : -Bell(v - 3.5);
            if (analyser.Add(new Sample(t, v + (0.003 * (random.NextDouble() - 0.5)), 1e-3 * current),
                out Voltammogram voltammogram))
            {
                found.Add(voltammogram);
            }
        }

        if (analyser.Finish(out Voltammogram last))
        {
            found.Add(last);
        }

        Voltammogram only = Assert.Single(found);
        Assert.Equal(RateVPerS, only.RateVPerS, RateVPerS * 0.005);
        Assert.Equal(0.4, only.SeparationV, 0.005);
    }

    private static double Bell(double v) => Math.Exp(-(v * v) / 0.02);

    private static List<GittPoint> Points(IEnumerable<Sample> samples)
    {
        var engine = new CycleEngine(new CycleEngineOptions { NominalAh = 1, Steps = true });
        foreach (Sample sample in samples)
        {
            engine.Add(sample);
        }

        engine.Finish();
        var analyser = new GittAnalyser();
        List<GittPoint> points = [];
        while (engine.TryTakeStep(out Step step))
        {
            if (analyser.Add(step, out GittPoint point))
            {
                points.Add(point);
            }
        }

        return points;
    }
}
