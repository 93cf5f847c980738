using System;

namespace EdgeLogger.AlertBench.Simulation;

/// <summary>Random numbers of a simulated cell. One seed is one cell's whole life.</summary>
internal sealed class Scatter(ulong seed)
{
    private readonly Random _random = new(unchecked((int)(seed ^ (seed >> 32))));

    public double Uniform(double from, double until) => from + ((until - from) * _random.NextDouble());

    public bool Happens(double probability) => _random.NextDouble() < probability;

    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    /// <summary>Student's t with four degrees of freedom, scaled to unit variance: one value in 500 beyond four.</summary>
    public double HeavyTailed()
    {
        double a = Normal();
        double b = Normal();
        double c = Normal();
        double d = Normal();
        return Normal() / Math.Sqrt(((a * a) + (b * b) + (c * c) + (d * d)) / 4) / Math.Sqrt(2);
    }
}
