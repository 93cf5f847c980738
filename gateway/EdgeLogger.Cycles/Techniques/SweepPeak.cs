using System;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Techniques;

/// <summary>One sweep of the voltage under way, and its largest current in the sweep's direction.</summary>
internal struct SweepPeak
{
    private const double EndShare = 0.01;

    private Sample _start;
    private Sample _end;
    private Sample _peak;

    /// <summary>
    /// Rungs a turn's height apart: the first and the last of them show the rate, without the rests at the sweep's ends.
    /// </summary>
    private Sample _firstRung;
    private Sample _lastRung;

    /// <summary>+1 up, -1 down, 0 not known yet.</summary>
    public double Direction { get; private set; }

    public long Rows { get; private set; }

    public readonly Sample End => _end;

    public readonly double LowV => Math.Min(_start.VoltageV, _end.VoltageV);

    public readonly double HighV => Math.Max(_start.VoltageV, _end.VoltageV);

    public readonly double RateVPerS => _lastRung.TimeS > _firstRung.TimeS
        ? Math.Abs(_lastRung.VoltageV - _firstRung.VoltageV) / (_lastRung.TimeS - _firstRung.TimeS)
        : (HighV - LowV) / (_end.TimeS - _start.TimeS);

    public readonly double PeakA => IsInside ? _peak.CurrentA : double.NaN;

    public readonly double PeakV => IsInside ? _peak.VoltageV : double.NaN;

    private readonly bool IsInside
    {
        get
        {
            double edge = EndShare * (HighV - LowV);
            return _peak.VoltageV > LowV + edge && _peak.VoltageV < HighV - edge && _peak.CurrentA * Direction > 0;
        }
    }

    public void Begin(in Sample sample, double direction)
    {
        this = default;
        _start = sample;
        _end = sample;
        _peak = sample;
        _firstRung = sample;
        _lastRung = sample;
        Direction = direction;
        Rows = 1;
    }

    /// <summary>A rest with its noise is not a sweep: it has no height.</summary>
    public readonly bool Counts(double turnV) => Direction != 0 && HighV - LowV > turnV;

    public readonly bool HasTurned(in Sample sample, double turnV) =>
        Direction != 0 && Direction * (_end.VoltageV - sample.VoltageV) > turnV;

    public void Add(in Sample sample, double turnV)
    {
        Rows++;
        if (Direction == 0)
        {
            Direction = Math.Sign(sample.VoltageV - _start.VoltageV);
        }

        if (Direction * (sample.VoltageV - _end.VoltageV) >= 0)
        {
            _end = sample;
        }

        if (Direction * (sample.VoltageV - _lastRung.VoltageV) >= turnV)
        {
            _firstRung = _firstRung.TimeS == _start.TimeS ? sample : _firstRung;
            _lastRung = sample;
        }

        if (Direction * sample.CurrentA > Direction * _peak.CurrentA)
        {
            _peak = sample;
        }
    }
}
