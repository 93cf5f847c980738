using System;
using System.Collections.Generic;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Tests;

/// <summary>
/// A cell whose answer to a current is known in closed form: 3 V + 1.2 V per Ah, a resistance, and one resistance with a
/// capacitor. Each step of the current is recorded on both sides with one time stamp.
/// </summary>
internal sealed class RcCell(double intervalS)
{
    public const double SpanVPerAh = 1.2;
    public const double SeriesOhm = 0.05;
    public const double ParallelOhm = 0.03;
    public const double TimeConstantS = 5;

    private double _timeS;
    private double _chargeAh;
    private double _parallelV;

    public List<Sample> Samples { get; } = [];

    public double ChargeAh => _chargeAh;

    /// <summary>Voltage change over step after a step from rest, per ampere; the equilibrium voltage moves meanwhile.</summary>
    public static double OhmAfter(double seconds) =>
        SeriesOhm + (ParallelOhm * (1 - Math.Exp(-seconds / TimeConstantS))) + (SpanVPerAh * seconds / 3600);

    public RcCell Run(double currentA, double seconds)
    {
        Record(currentA);
        for (double left = seconds; left > 1e-9;)
        {
            double dt = Math.Min(intervalS, left);
            _parallelV = (currentA * ParallelOhm) + ((_parallelV - (currentA * ParallelOhm)) * Math.Exp(-dt / TimeConstantS));
            _chargeAh += currentA * dt / 3600;
            _timeS += dt;
            left -= dt;
            Record(currentA);
        }

        return this;
    }

    private void Record(double currentA) => Samples.Add(
        new Sample(_timeS, 3 + (SpanVPerAh * _chargeAh) + (SeriesOhm * currentA) + _parallelV, currentA));
}
