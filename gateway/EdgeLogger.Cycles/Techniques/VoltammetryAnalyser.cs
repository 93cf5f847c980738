using System;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Techniques;

/// <summary>
/// Follows cyclic voltammetry: a sweep ends where the voltage has come back from its extreme by 10 mV. A stretch that is not that
/// high is a rest and no sweep.
/// </summary>
public sealed class VoltammetryAnalyser
{
    private readonly double _turnV;
    private SweepPeak _sweep;
    private SweepPeak _before;

    /// <param name="turnV">How far the voltage must come back to turn, V; above its noise.</param>
    public VoltammetryAnalyser(double turnV = 0.01)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(turnV);
        _turnV = turnV;
    }

    /// <param name="sample">The next reading.</param>
    /// <param name="voltammogram">The two sweeps that this reading completes: they end where the voltage turned.</param>
    public bool Add(in Sample sample, out Voltammogram voltammogram)
    {
        voltammogram = default;
        // A row without a voltage is not part of a sweep.
        if (double.IsNaN(sample.VoltageV))
        {
            return false;
        }

        if (_sweep.Rows == 0)
        {
            _sweep.Begin(sample, 0);
            return false;
        }

        if (!_sweep.HasTurned(sample, _turnV))
        {
            _sweep.Add(sample, _turnV);
            return false;
        }

        bool paired = IsPaired;
        if (paired)
        {
            voltammogram = Pair(_before, _sweep);
        }

        _before = paired || !_sweep.Counts(_turnV) ? default : _sweep;
        _sweep.Begin(_sweep.End, -_sweep.Direction);
        _sweep.Add(sample, _turnV);
        return paired;
    }

    /// <summary>Ends the record: the sweep under way is taken as it is.</summary>
    public bool Finish(out Voltammogram voltammogram)
    {
        bool paired = IsPaired;
        voltammogram = paired ? Pair(_before, _sweep) : default;
        _before = default;
        _sweep = default;
        return paired;
    }

    private bool IsPaired => _before.Direction * _sweep.Direction < 0 && _sweep.Counts(_turnV);

    private static Voltammogram Pair(in SweepPeak one, in SweepPeak other)
    {
        SweepPeak up = one.Direction > 0 ? one : other;
        SweepPeak down = one.Direction > 0 ? other : one;
        return new Voltammogram(
            0.5 * (one.RateVPerS + other.RateVPerS),
            Math.Min(up.LowV, down.LowV),
            Math.Max(up.HighV, down.HighV),
            up.PeakA,
            up.PeakV,
            down.PeakA,
            down.PeakV);
    }
}
