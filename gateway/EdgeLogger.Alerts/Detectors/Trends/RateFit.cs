using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeLogger.Alerts.Detectors.Trends;

/// <summary>
/// One slope through stretches of cycles that each have a level of their own: what a pause or another protocol did to the
/// level is not part of it. Residuals beyond three standard deviations are pulled in, once.
/// </summary>
/// <param name="PerCycle">The slope.</param>
/// <param name="Error">Its standard error, for residuals as alike as they are.</param>
/// <param name="Count">Cycles in it.</param>
internal readonly record struct RateFit(double PerCycle, double Error, int Count)
{
    private const double PullIn = 3;

    /// <param name="stretches">Cycles between interruptions.</param>
    /// <param name="noiseFloor">The least standard deviation of a cycle.</param>
    /// <param name="perCause">Standard deviation of the cause's coefficient before anything is known.</param>
    /// <returns>Null if there are too few cycles.</returns>
    public static RateFit? Of(IEnumerable<List<TrendSample>> stretches, double noiseFloor, double perCause)
    {
        List<TrendSample> samples = [.. stretches.Where(stretch => stretch.Count >= 3).SelectMany(Centre)];
        double xx = samples.Sum(sample => sample.X * sample.X);
        if (samples.Count < 8 || xx <= 0)
        {
            return null;
        }

        double ridge = noiseFloor * noiseFloor / (perCause * perCause);
        var line = new TrendLine(samples, ridge);
        NoiseEstimate noise = Residuals(samples, line);
        double most = PullIn * noise.Sigma(noiseFloor);
        for (int i = 0; i < samples.Count; i++)
        {
            double expected = line.At(double.PositiveInfinity, samples[i], 0);
            samples[i] = samples[i] with { Y = expected + double.Clamp(samples[i].Y - expected, -most, most) };
        }

        line = new TrendLine(samples, ridge);
        return new RateFit(line.Slope, Residuals(samples, line).Sigma(noiseFloor) / Math.Sqrt(xx), samples.Count);
    }

    private static NoiseEstimate Residuals(List<TrendSample> samples, in TrendLine line)
    {
        NoiseEstimate noise = new();
        foreach (TrendSample sample in samples)
        {
            noise.Add(sample.Y - line.At(double.PositiveInfinity, sample, 0));
        }

        return noise;
    }

    private static IEnumerable<TrendSample> Centre(List<TrendSample> stretch)
    {
        double meanX = stretch.Average(sample => sample.X);
        double meanY = stretch.Average(sample => sample.Y);
        double meanCause = stretch.Select(sample => sample.Cause).Where(cause => !double.IsNaN(cause))
            .DefaultIfEmpty(double.NaN).Average();
        return stretch.Select(sample => new TrendSample(sample.X - meanX, sample.Y - meanY, sample.Cause - meanCause));
    }
}
