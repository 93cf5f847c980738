using System;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Techniques;

/// <summary>
/// Intermittent current interruption (Lacey 2017; Chien, Liu, Menon, Brant, Brandell and Lacey 2023): after each switch-off, V is
/// fitted against sqrt(t) from 1 to 10 s. One value of state, whatever the length of the record.
/// </summary>
public sealed class IciAnalyser
{
    private const int FewestRows = 3;

    private readonly double _restA;
    private readonly double _fromS;
    private readonly double _toS;
    private Sample _flowing;
    private bool _interrupted;
    private int _rows;
    private double _meanX;
    private double _meanV;
    private double _xx;
    private double _xv;

    /// <param name="restA">A current at or below this is none, A.</param>
    /// <param name="fromS">Begin of the fit after the switch-off, s.</param>
    /// <param name="toS">Its end, s.</param>
    public IciAnalyser(double restA, double fromS = 1, double toS = 10)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(restA);
        ArgumentOutOfRangeException.ThrowIfNegative(fromS);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(toS, fromS);
        _restA = restA;
        _fromS = fromS;
        _toS = toS;
    }

    /// <param name="sample">The next reading.</param>
    /// <param name="point">The interruption whose fit this reading ends: it is past the fit's end, or current flows
    /// again.</param>
    public bool Add(in Sample sample, out IciPoint point)
    {
        bool flows = Math.Abs(sample.CurrentA) > _restA;
        double since = sample.TimeS - _flowing.TimeS;
        bool ends = _interrupted && (flows || since > _toS * (1 + 1e-9));
        point = ends && _rows >= FewestRows && _xx > 0 ? Point() : default;
        if (flows)
        {
            _flowing = sample;
            _interrupted = true;
            _rows = 0;
            _meanX = 0;
            _meanV = 0;
            _xx = 0;
            _xv = 0;
        }
        else if (ends)
        {
            _interrupted = false;
        }
        else if (_interrupted && since >= _fromS)
        {
            Observe(Math.Sqrt(since), sample.VoltageV);
        }

        return point.Rows > 0;
    }

    private void Observe(double x, double voltageV)
    {
        _rows++;
        double offX = x - _meanX;
        _meanX += offX / _rows;
        _meanV += (voltageV - _meanV) / _rows;
        _xx += offX * (x - _meanX);
        _xv += offX * (voltageV - _meanV);
    }

    private IciPoint Point()
    {
        double slope = _xv / _xx;
        double interceptV = _meanV - (slope * _meanX);
        return new IciPoint(
            _flowing.TimeS, _flowing.VoltageV, _flowing.CurrentA, (_flowing.VoltageV - interceptV) / _flowing.CurrentA,
            -slope / _flowing.CurrentA, _rows);
    }
}

/// <summary>One interruption of the current.</summary>
/// <param name="TimeS">The last reading under current, s.</param>
/// <param name="VoltageV">Its voltage, V.</param>
/// <param name="CurrentA">Its current, A.</param>
/// <param name="ResistanceOhm">R: (V under current - V at sqrt(t) = 0 of the fit) / I, ohm.</param>
/// <param name="DiffusionOhmPerRootS">k: minus the slope of V against sqrt(t), over I, ohm/s^0.5.</param>
/// <param name="Rows">Rows in the fit.</param>
public readonly record struct IciPoint(
    double TimeS, double VoltageV, double CurrentA, double ResistanceOhm, double DiffusionOhmPerRootS, int Rows);
