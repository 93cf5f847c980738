using System;

namespace EdgeLogger.Cycles.Techniques;

/// <summary>Follows cyclic voltammetry: a sweep ends where the voltage has come back from its extreme by 10 mV.</summary>
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
        if (_sweep.Rows == 0)
        {
            _sweep.Begin(sample, 0);
            return false;
        }

        if (!_sweep.HasTurned(sample, _turnV))
        {
            _sweep.Add(sample);
            return false;
        }

        bool paired = _before.Direction * _sweep.Direction < 0;
        if (paired)
        {
            voltammogram = Pair(_before, _sweep);
        }

        _before = paired ? default : _sweep;
        double direction = -_sweep.Direction;
        Sample turn = _sweep.End;
        _sweep = default;
        _sweep.Begin(turn, direction);
        _sweep.Add(sample);
        return paired;
    }

    /// <summary>Ends the record: the sweep under way is taken as it is.</summary>
    public bool Finish(out Voltammogram voltammogram)
    {
        bool paired = _before.Direction * _sweep.Direction < 0;
        voltammogram = paired ? Pair(_before, _sweep) : default;
        _before = default;
        _sweep = default;
        return paired;
    }

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
