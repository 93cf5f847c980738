using System;
using System.Globalization;
using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Detectors.Rows;

/// <summary>
/// The voltage dips and comes back while a steady current charges the cell: dendrites that short and burn. Charging raises the
/// voltage, and temperature lowers it within hours, not minutes. docs/specs/alerts.md, section 4.8.
/// </summary>
public sealed class ChargeDipsDetector : ILiveDetector
{
    private const double SteadyShare = 0.02;
    private const double NoiseWeight = 0.005;
    private const double NoiseFactor = 10;
    private const double LevelWeight = 0.4;
    private const double SlopeWeight = 0.1;
    private const int RowsToSettle = 6;
    private const double SecondsToSettle = 180;

    private readonly RuleSetup _rule;
    private readonly double _leastV;
    private readonly double _longestS;
    private readonly int _dipsPerCharge;
    private readonly int _dipsAtOnce;
    private FlowLevel _flow;
    private double _lastA;
    private double _lastV;
    private double _beforeV;
    private double _noiseV;
    private double _expectedV;
    private double _slopeVPerS;
    private double _lastS;
    private double _dipSinceS = double.NaN;
    private double _steadySinceS;
    private int _steadyRows;
    private int _dips;
    private int _chargesWithDips;
    private bool _charging;
    private DetectionState _state;

    private ChargeDipsDetector(RuleSetup rule)
    {
        _rule = rule;
        _leastV = rule["depth"] / 1000;
        _longestS = rule["longest"] * 60;
        _dipsPerCharge = (int)rule["dips"];
        _dipsAtOnce = (int)rule["dips-at-once"];
    }

    public static DetectorKindOf<ILiveDetector> Kind { get; } = new(
        "charge-dips", DetectorFeed.Rows, "The voltage dips and comes back while the cell is charged: dendrites",
        Severity.Critical,
        [
            new("depth", "mV", 3, 0.1, 1000, "Least depth of a dip; ten times the voltage's noise if that is more"),
            new("longest", "min", 5, 0.1, 600, "A fall that lasts longer is not a dip"),
            new("dips", "dips", 2, 1, 1000, "Dips in each of two charges running, for abnormal; in one for suspicious"),
            new("dips-at-once", "dips", 6, 1, 1000, "Dips in one charge that need no second"),
        ],
        setup => new ChargeDipsDetector(setup));

    public Verdict? Take(in LiveObservation row)
    {
        if (double.IsNaN(row.VoltageV) || double.IsNaN(row.CurrentA))
        {
            return null;
        }

        _flow.Observe(row.CurrentA);
        bool charging = _flow.Flows(row.CurrentA) && row.CurrentA > 0;
        bool steady = charging && Math.Abs(row.CurrentA - _lastA) <= SteadyShare * _flow.LargestA;
        _steadyRows = steady ? _steadyRows + 1 : 0;
        _steadySinceS = steady ? _steadySinceS : row.TimeS;
        if (_steadyRows < RowsToSettle || row.TimeS - _steadySinceS < SecondsToSettle)
        {
            BeginLine(row);
        }
        else
        {
            LearnNoise(row.VoltageV);
            CountDip(row);
        }

        (_beforeV, _lastV, _lastA, _lastS) = (_lastV, row.VoltageV, row.CurrentA, row.TimeS);
        EndCharge(row, charging);
        return Judge(row);
    }

    private void LearnNoise(double voltageV)
    {
        double bend = Math.Abs(voltageV - (2 * _lastV) + _beforeV);
        _noiseV += NoiseWeight * (double.Min(bend, _noiseV > 0 ? 3 * _noiseV : bend) - _noiseV);
    }

    private void CountDip(in LiveObservation row)
    {
        // The voltage to expect: a line that follows slowly (alpha-beta filter), and goes straight on through a dip.
        double seconds = double.Max(row.TimeS - _lastS, 1e-3);
        double expectedV = _expectedV + (_slopeVPerS * seconds);
        double depthV = double.Max(_leastV, NoiseFactor * _noiseV);
        double off = row.VoltageV - expectedV;
        bool isDeep = off < -depthV;
        _expectedV = isDeep ? expectedV : expectedV + (LevelWeight * off);
        _slopeVPerS += isDeep ? 0 : SlopeWeight * double.Clamp(off, -depthV, depthV) / seconds;
        if (double.IsNaN(_dipSinceS))
        {
            _dipSinceS = isDeep ? row.TimeS : double.NaN;
        }
        else if (off > -depthV / 2)
        {
            _dips++;
            _dipSinceS = double.NaN;
        }
        else if (row.TimeS - _dipSinceS > _longestS)
        {
            // It does not come back: the curve has bent, or the level is another.
            BeginLine(row);
        }
    }

    private void BeginLine(in LiveObservation row)
    {
        double seconds = double.Max(row.TimeS - _lastS, 1e-3);
        (_expectedV, _slopeVPerS, _dipSinceS) = (row.VoltageV, double.Max(0, (row.VoltageV - _lastV) / seconds), double.NaN);
    }

    // A charge is over when the cell is discharged, not when it rests: pulses have rests inside.
    private void EndCharge(in LiveObservation row, bool charging)
    {
        if (_charging && _flow.Flows(row.CurrentA) && row.CurrentA < 0)
        {
            _chargesWithDips = _dips >= _dipsPerCharge ? _chargesWithDips + 1 : 0;
            (_charging, _dips) = (false, 0);
        }

        _charging |= charging;
    }

    private Verdict? Judge(in LiveObservation row)
    {
        bool abnormal = _chargesWithDips >= 2 || (_chargesWithDips == 1 && _dips >= _dipsPerCharge) || _dips >= _dipsAtOnce;
        bool suspicious = _chargesWithDips == 1 || _dips >= _dipsPerCharge;
        DetectionState state = abnormal || (_state == DetectionState.Abnormal && suspicious) ? DetectionState.Abnormal
            : suspicious ? DetectionState.Suspicious : DetectionState.Clear;
        if (state == _state)
        {
            return null;
        }

        _state = state;
        return _rule.Say(state, _dips, _dipsPerCharge, "dips", state == DetectionState.Clear
            ? "no more dips while charging"
            : string.Create(
            CultureInfo.InvariantCulture, $"{_dips} dips of more than {1000 * double.Max(_leastV, NoiseFactor * _noiseV):0.#} "
            + $"mV in this charge, at {row.VoltageV:0.000} V: dendrites short and burn"));
    }
}
