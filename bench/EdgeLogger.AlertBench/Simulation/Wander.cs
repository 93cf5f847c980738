using System;

namespace EdgeLogger.AlertBench.Simulation;

/// <summary>
/// What one quantity of one cell does beside its trend: heavy-tailed scatter from cycle to cycle, scatter that stays for some
/// cycles, and a slow wander.
/// </summary>
internal sealed class Wander
{
    private const double ShortMemory = 0.7;

    private readonly Scatter _scatter;
    private readonly double _white;
    private readonly double _short;
    private readonly double _slow;
    private readonly double _slowMemory;
    private double _shortNow;
    private double _slowNow;

    /// <param name="scatter">The cell's random numbers.</param>
    /// <param name="white">Standard deviation from cycle to cycle.</param>
    /// <param name="slow">Standard deviation of the wander over tens of cycles.</param>
    public Wander(Scatter scatter, double white, double slow)
    {
        _scatter = scatter;
        double quality = Math.Exp(0.3 * scatter.Normal());
        _white = white * quality;
        _short = 0.7 * white * quality;
        _slow = slow * quality;
        _slowMemory = Math.Exp(-1 / scatter.Uniform(25, 80));
        _slowNow = _slow * scatter.Normal();
    }

    public double Next()
    {
        _shortNow = (ShortMemory * _shortNow) + (Math.Sqrt(1 - (ShortMemory * ShortMemory)) * _short * _scatter.Normal());
        _slowNow = (_slowMemory * _slowNow) + (Math.Sqrt(1 - (_slowMemory * _slowMemory)) * _slow * _scatter.Normal());
        return (_white * _scatter.HeavyTailed()) + _shortNow + _slowNow;
    }
}
