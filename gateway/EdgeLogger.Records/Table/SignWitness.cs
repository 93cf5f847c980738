using System;

namespace EdgeLogger.Records.Table;

/// <summary>
/// Watches whether the voltage rises while the current charges. Where the current is steady, the voltage is followed from turn to
/// turn; small wiggles, sudden falls (a short) and everything at changing current are passed over. A current into the positive
/// terminal raises the voltage, whatever the cell, so a file in which it mostly falls counts discharging as positive, or writes
/// magnitudes. A symmetric cell, whose voltage changes sign, can only absorb energy, which is surer: there the sign of V x I
/// decides.
/// </summary>
internal sealed class SignWitness
{
    /// <summary>A way of the voltage counts from here, V.</summary>
    private const double SmallestLegV = 0.05;

    /// <summary>What must be seen against the sign before a file is refused, V.</summary>
    private const double LeastEvidenceV = 0.15;

    /// <summary>A way of which one interval makes more than this part is a jump, not a charge or discharge.</summary>
    private const double LargestStepPart = 0.34;

    /// <summary>Part of the voltage under current that is negative in a symmetric cell, at least.</summary>
    private const double SymmetricPart = 0.2;
    private const double Steady = 0.05;
    private const double Rest = 0.01;
    private const double ClearlyMore = 3;
    private const double UnsignedPart = 0.3;

    private double _lastA = double.NaN;
    private double _largestA;
    private double _lowV;
    private double _highV;
    private int _trend;
    private double _lastV;
    private double _largestStepV;
    private double _absorbedV;
    private double _releasedV;
    private double _belowZeroV;
    private double _withV;
    private double _againstV;
    private bool _negative;

    public void Add(double voltageV, double currentA)
    {
        if (double.IsNaN(voltageV) || double.IsNaN(currentA))
        {
            return;
        }

        double size = Math.Abs(currentA);
        _largestA = size > _largestA ? size : _largestA;
        _negative |= currentA < -Rest * _largestA;
        if (size <= Rest * _largestA || !(Math.Abs(currentA - _lastA) <= Steady * size))
        {
            Close();
            _lowV = voltageV;
            _highV = voltageV;
            _trend = 0;
            _largestStepV = 0;
        }
        else
        {
            Follow(voltageV);
        }

        if (size > Rest * _largestA)
        {
            Weigh(voltageV, currentA);
        }

        _lastA = currentA;
        _lastV = voltageV;
    }

    /// <returns>What speaks against the sign of the current; null if nothing does.</returns>
    public string? Objection()
    {
        Close();
        _trend = 0;
        bool symmetric = _belowZeroV > SymmetricPart * (_absorbedV + _releasedV);
        if (_againstV < LeastEvidenceV || (symmetric && _absorbedV > _releasedV))
        {
            return null;
        }

        const string Remedy = "If it is so, say that discharging is positive; if it is not (a cell that shorts, for example), "
            + "say that charging is.";
        if (_againstV > ClearlyMore * _withV)
        {
            return "the voltage falls while the current is positive and rises while it is negative, so "
                + "discharging seems to be positive "
                + $"in this file ({_againstV:0.0} V against, {_withV:0.0} V for). {Remedy}";
        }

        return !_negative && _againstV > UnsignedPart * _withV
            ? "the current is never negative, yet the voltage falls as well as rises while it flows, so it "
            + "seems to be written without "
                + $"sign, and no column says which rows discharge ({_againstV:0.0} V against, "
                + $"{_withV:0.0} V for). Export a signed "
                + "current or the state column."
            : null;
    }

    private void Weigh(double voltageV, double currentA)
    {
        double sizeV = Math.Abs(voltageV);
        _belowZeroV += voltageV < 0 ? sizeV : 0;
        if (voltageV > 0 == currentA > 0)
        {
            _absorbedV += sizeV;
        }
        else
        {
            _releasedV += sizeV;
        }
    }

    private void Follow(double voltageV)
    {
        double stepV = Math.Abs(voltageV - _lastV);
        bool turned = (_trend > 0 && voltageV < _highV - SmallestLegV) || (_trend < 0 && voltageV > _lowV + SmallestLegV);
        if (turned)
        {
            Close();
            (_lowV, _highV) = _trend > 0 ? (voltageV, _highV) : (_lowV, voltageV);
            _trend = -_trend;
            _largestStepV = 0;
        }

        _largestStepV = Math.Max(_largestStepV, stepV);
        _lowV = Math.Min(_lowV, voltageV);
        _highV = Math.Max(_highV, voltageV);
        if (_trend == 0 && _highV - _lowV > SmallestLegV)
        {
            _trend = voltageV >= _highV ? 1 : -1;
        }
    }

    private void Close()
    {
        double leg = _highV - _lowV;
        if (_trend == 0 || leg < SmallestLegV || _largestStepV > LargestStepPart * leg)
        {
            return;
        }

        if (_trend > 0 == _lastA > 0)
        {
            _withV += leg;
        }
        else
        {
            _againstV += leg;
        }
    }
}
