using System;

namespace EdgeLogger.AlertBench.Simulation;

/// <summary>
/// Temperature of a room: a day's wave of about 1 K, a week's, and its own drift. A cell that is moved has another offset.
/// </summary>
internal sealed class SimulatedRoom
{
    private const double DayS = 86_400;

    private readonly Scatter _scatter;
    private readonly double _dayK;
    private readonly double _weekK;
    private readonly double _dayPhase;
    private readonly double _weekPhase;
    private double _driftK;
    private double _offsetK;

    public SimulatedRoom(Scatter scatter)
    {
        _scatter = scatter;
        _dayK = scatter.Uniform(0.7, 1.3);
        _weekK = scatter.Uniform(0, 0.4);
        _dayPhase = scatter.Uniform(0, 2 * Math.PI);
        _weekPhase = scatter.Uniform(0, 2 * Math.PI);
        SensorOffsetK = 0.3 * scatter.Normal();
    }

    /// <summary>What the thermometer reads too much, K.</summary>
    public double SensorOffsetK { get; private set; }

    public void Move()
    {
        _offsetK = 0.5 * _scatter.Normal();
        SensorOffsetK = 0.3 * _scatter.Normal();
    }

    /// <summary>Mean over a time, degC.</summary>
    public double Mean(double fromS, double untilS)
    {
        _driftK = (0.95 * _driftK) + (0.05 * _scatter.Normal());
        return 25 + _offsetK + _driftK + (_dayK * MeanWave(fromS, untilS, DayS, _dayPhase))
            + (_weekK * MeanWave(fromS, untilS, 7 * DayS, _weekPhase));
    }

    private static double MeanWave(double fromS, double untilS, double periodS, double phase)
    {
        double w = 2 * Math.PI / periodS;
        return (Math.Cos((w * fromS) + phase) - Math.Cos((w * untilS) + phase)) / (w * (untilS - fromS));
    }
}
