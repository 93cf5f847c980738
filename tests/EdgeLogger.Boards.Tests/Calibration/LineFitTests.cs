using System;
using System.Linq;
using EdgeLogger.Boards.Calibration;

namespace EdgeLogger.Boards.Tests.Calibration;

public sealed class LineFitTests
{
    [Fact]
    public void The_example_of_the_GUM_is_found()
    {
        // JCGM 100:2008, H.3: corrections of a thermometer against its reading less 20 degC, table H.6.
        double[] readings = [21.521, 22.012, 22.512, 23.003, 23.507, 23.999, 24.513, 25.002, 25.503, 26.010, 26.511];
        double[] corrections = [-0.171, -0.169, -0.166, -0.159, -0.164, -0.165, -0.156, -0.157, -0.159, -0.161, -0.160];
        LineFit fit = LineFit.Of([.. readings.Select((reading, i) => new CalibrationPoint(corrections[i], reading - 20, 0, 1))]);

        Assert.Equal(-0.1712, fit.Intercept, 4);
        Assert.Equal(0.00218, fit.Slope, 5);
        Assert.Equal(0.0029, fit.UncertaintyAt(0), 4);
        Assert.Equal(0.00067, fit.SlopeUncertainty, 5);
        Assert.Equal(0.0035, fit.Scatter, 4);
        Assert.Equal(0.0041, fit.UncertaintyAt(10), 4);
    }

    [Fact]
    public void Two_points_take_their_scatter_from_the_readings()
    {
        LineFit fit = LineFit.Of([new CalibrationPoint(0, 100, 20, 400), new CalibrationPoint(4, 4_000_100, 20, 400)]);

        Assert.Equal(1e-6, fit.Slope, 15);
        Assert.Equal(-1e-4, fit.Intercept, 12);
        Assert.Equal(20e-6 / 20, fit.Scatter, 12);
        Assert.Equal(fit.Scatter, fit.UncertaintyAt(100), 9);
    }

    [Fact]
    public void What_is_found_again_and_again_lies_within_its_uncertainty()
    {
        const int Seed = 5;
        Random random = new(Seed);
        int within = 0;
        for (int run = 0; run < 500; run++)
        {
            CalibrationPoint[] points = [.. Enumerable.Range(0, 6)
                .Select(i => new CalibrationPoint((i * 1e-6 * 1e6) + (Noise(random) * 1e-3), i * 1_000_000, 10, 100))];
            LineFit fit = LineFit.Of(points);
            within += Math.Abs(fit.Slope - 1e-6) < 2.78 * fit.SlopeUncertainty ? 1 : 0;
        }

        // Student's t of 4 degrees of freedom at 95 %.
        Assert.True(within is > 450 and < 495, $"seed {Seed}: {within} of 500");
    }

    [Fact]
    public void Points_that_do_not_differ_are_refused()
    {
        Assert.Contains("two reference points", Assert.Throws<BoardException>(
            () => LineFit.Of([new CalibrationPoint(1, 2, 3, 4)])).Message, StringComparison.Ordinal);
        Assert.Contains("same code", Assert.Throws<BoardException>(
            () => LineFit.Of([new CalibrationPoint(0, 100, 1, 9), new CalibrationPoint(4, 100, 1, 9)])).Message,
                StringComparison.Ordinal);
    }

    [Fact]
    public void The_references_uncertainty_does_not_average_out()
    {
        CalibrationPoint[] points =
            [.. Enumerable.Range(0, 50).Select(i => new CalibrationPoint(i * 0.1, i * 100_000, 10, 1000))];
        ChannelCalibration found = ChannelCalibration.Of(points, 1.001e-6, _ => 0.01);

        Assert.Equal(0.02, found.ExpandedUncertainty, 4);
        Assert.Equal(((1 / 1.001) - 1) * 1e9, found.GainPpb, 1.0);
        Assert.Equal(0, found.ZeroCode);
    }

    [Fact]
    public void A_gain_far_from_the_parts_is_refused() => Assert.Contains("up to 10 %", Assert.Throws<BoardException>(
        () => ChannelCalibration.Of([new CalibrationPoint(0, 0, 1, 9), new CalibrationPoint(5, 1_000_000, 1, 9)], 1e-6,
            _ => 0)).Message, StringComparison.Ordinal);

    private static double Noise(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
