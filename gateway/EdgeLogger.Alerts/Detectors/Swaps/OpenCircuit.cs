using System;
using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Detectors.Swaps;

/// <summary>
/// A rest, and whether somebody may have been at the cell in it: rows are missing, the voltage stepped without a current, or it
/// was longer than the test rests. What relaxes goes on from row to row; what steps and stays has another cell behind it.
/// </summary>
internal struct OpenCircuit
{
    private const double SettleS = 60;
    private const double StepV = 0.005;
    private const double LeapV = 0.3;
    private const double SlopeFactor = 1.5;
    private const double SlopeWeight = 0.3;
    private const double LongFactor = 1.5;
    private const double MostChargeShare = 0.005;
    private const int RowsToStay = 2;

    private double _lastS;
    private double _lastV;
    private double _lastA;
    private double _slopeVPerS;
    private double _sinceS;
    private double _firstV;
    private double _beforeS;
    private double _staysSinceS;
    private double _backAtS;
    private double _degC;
    private double _degCBefore;
    private int _rowsStaying;
    private bool _resting;
    private bool _isAway;
    private bool _isUnknown;

    /// <summary>The longest rest of the test itself, s.</summary>
    public double LongestS { get; private set; }

    /// <summary>How long it lasted, s.</summary>
    public double LengthS { get; private set; }

    /// <summary>From when on it may be another cell, s.</summary>
    public double SinceS { get; private set; }

    /// <summary>Rest voltage before, V.</summary>
    public double BeforeV { get; private set; }

    /// <summary>Rest voltage before the current that ended it, V.</summary>
    public readonly double AfterV => _lastV;

    /// <summary>Change of the rest voltage that the same cell may show, V, besides the least one.</summary>
    public double AllowedV { get; private set; }

    /// <summary>The rest voltage is known before and after, and stepped.</summary>
    public readonly bool IsStepped => _isAway && !_isUnknown && _rowsStaying >= RowsToStay;

    /// <summary>Takes a row.</summary>
    /// <param name="row">The row, with voltage and current.</param>
    /// <param name="flows">A current flows in it.</param>
    /// <param name="isGap">Rows are missing before it.</param>
    /// <param name="largestAh">Charge of the largest half cycle so far, Ah.</param>
    /// <param name="settings">How the rule is set.</param>
    /// <returns>Whether an open circuit in which somebody may have been at the cell ends with it.</returns>
    public bool Take(in LiveObservation row, bool flows, bool isGap, double largestAh, in SwapSettings settings)
    {
        bool ended = false;
        if (isGap)
        {
            Interrupt(row, largestAh, settings);
        }

        if (!flows && !_resting)
        {
            Begin(row);
        }
        else if (!flows)
        {
            Follow(row, isGap, settings);
        }
        else if (_resting)
        {
            ended = End(row, settings);
        }

        _degC = double.IsNaN(row.TemperatureDegC) ? _degC : row.TemperatureDegC;
        (_lastS, _lastA) = (row.TimeS, flows ? row.CurrentA : _lastA);
        _lastV = ended ? _lastV : row.VoltageV;
        return ended;
    }

    // While rows are missing the cycler may have gone on, unless the test had already rested for longer than it does.
    private void Interrupt(in LiveObservation row, double largestAh, in SwapSettings settings)
    {
        double gapS = row.TimeS - _lastS;
        bool mayHaveFlowed = settings.LargestA * gapS / 3600 > MostChargeShare * largestAh
            && (LongestS == 0 || _lastS - _sinceS <= LongFactor * LongestS);
        if (!_resting)
        {
            (_resting, _sinceS, _isAway, _isUnknown, _firstV) = (true, _lastS, false, true, _lastV);
        }

        _isUnknown |= mayHaveFlowed || _lastS - _sinceS < SettleS;
        _backAtS = row.TimeS;
    }

    private void Begin(in LiveObservation row)
    {
        // A cell relaxes against the current that ended; a voltage that runs on is that of an open circuit.
        _isUnknown = (row.VoltageV - _lastV) * Math.Sign(_lastA) > StepV;
        (_resting, _isAway, _sinceS, _firstV, _backAtS) = (true, false, row.TimeS, row.VoltageV, double.NaN);
        (_slopeVPerS, _beforeS, BeforeV, _degCBefore) = (0, row.TimeS, row.VoltageV, _degC);
    }

    private void Follow(in LiveObservation row, bool isGap, in SwapSettings settings)
    {
        double seconds = double.Max(row.TimeS - _lastS, 1e-3);
        double change = row.VoltageV - _lastV;
        if (_isAway)
        {
            Stay(row, change, settings);
            return;
        }

        bool settled = row.TimeS - _sinceS > SettleS;
        double followsV = isGap
            ? AllowedSince(row, settings)
            : StepV + (SlopeFactor * Math.Abs(_slopeVPerS) * seconds);
        if (settled && Math.Abs(change) > followsV)
        {
            (_isAway, _staysSinceS, _rowsStaying) = (true, row.TimeS, 1);
            return;
        }

        _isUnknown |= !settled && (Math.Abs(change) > LeapV || change * Math.Sign(_lastA) > 4 * StepV);
        _slopeVPerS = settled ? _slopeVPerS + (SlopeWeight * ((change / seconds) - _slopeVPerS)) : change / seconds;
        (_beforeS, BeforeV, _degCBefore) = (row.TimeS, row.VoltageV, _degC);
    }

    // The voltage that it had comes back: a contact was opened and closed again.
    private void Stay(in LiveObservation row, double change, in SwapSettings settings)
    {
        bool stays = Math.Abs(change) <= StepV;
        (_staysSinceS, _rowsStaying) = stays ? (_staysSinceS, _rowsStaying + 1) : (row.TimeS, 1);
        if (_rowsStaying >= RowsToStay && Math.Abs(row.VoltageV - BeforeV) <= StepV + AllowedSince(row, settings))
        {
            (_isAway, _slopeVPerS, _backAtS) = (false, 0, _staysSinceS);
            (_beforeS, BeforeV, _degCBefore) = (row.TimeS, row.VoltageV, _degC);
        }
    }

    // A relaxation goes on by its present slope at most, and by as much as there has been of it.
    private readonly double AllowedSince(in LiveObservation row, in SwapSettings settings)
    {
        double seconds = row.TimeS - _beforeS;
        double relaxesV = double.Min(SlopeFactor * Math.Abs(_slopeVPerS) * seconds, Math.Abs(BeforeV - _firstV));
        double warms = Math.Abs(_degC - _degCBefore);
        return relaxesV + (settings.DriftVPerS * seconds) + (double.IsNaN(warms) ? 0 : settings.VoltPerK * warms);
    }

    private bool End(in LiveObservation row, in SwapSettings settings)
    {
        _resting = false;
        LengthS = row.TimeS - _sinceS;
        AllowedV = AllowedSince(row, settings);
        bool isLong = LongestS > 0 && LengthS > LongFactor * LongestS;
        bool isTouched = _isAway || !double.IsNaN(_backAtS);
        SinceS = _isAway ? _staysSinceS : isTouched ? _backAtS : _lastS;
        if (LengthS >= settings.LeastS && (isTouched || isLong))
        {
            return true;
        }

        LongestS = double.Max(LongestS, LengthS);
        return false;
    }
}
