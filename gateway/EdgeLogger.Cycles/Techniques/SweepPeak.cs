using System;

namespace EdgeLogger.Cycles.Techniques;

/// <summary>One sweep of the voltage under way, and its largest current in the sweep's direction.</summary>
internal struct SweepPeak
{
    private const double EndShare = 0.01;

    private Sample _start;
    private Sample _end;
    private Sample _peak;

    /// <summary>+1 up, -1 down, 0 not known yet.</summary>
    public double Direction { get; private set; }

    public long Rows { get; private set; }

    public readonly Sample End => _end;

    public readonly double LowV => Math.Min(_start.VoltageV, _end.VoltageV);

    public readonly double HighV => Math.Max(_start.VoltageV, _end.VoltageV);

    public readonly double RateVPerS => (HighV - LowV) / (_end.TimeS - _start.TimeS);

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
        _start = sample;
        _end = sample;
        _peak = sample;
        Direction = direction;
        Rows = 1;
    }

    public readonly bool HasTurned(in Sample sample, double turnV) =>
        Direction != 0 && Direction * (_end.VoltageV - sample.VoltageV) > turnV;

    public void Add(in Sample sample)
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

        if (Direction * sample.CurrentA > Direction * _peak.CurrentA)
        {
            _peak = sample;
        }
    }
}
