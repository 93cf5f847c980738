using System;

namespace EdgeLogger.Cycles.Steps;

/// <summary>
/// Resistance from steps of the current to a flowing current: voltage at 0, 10 and 30 s after the step, over the step. The row in which
/// a board's current changed is a mean of both: a change that goes on in the next row is one step.
/// </summary>
internal struct ResistanceWatch
{
    private const double LongestSwitchS = 2;
    private const double SameCurrentShare = 0.05;
    private const double EarlyS = 10;
    private const double LateS = 30;

    private double _beforeV;
    private double _beforeA;
    private double _beforeS;
    private double _afterA;
    private double _afterS;
    private double _lastV;
    private double _lastS;

    /// <summary>0 nothing to wait for, 1 the row after the jump, 2 waiting for 10 s, 3 for 30 s.</summary>
    private long _stage;

    /// <summary>Change of the voltage at the times that this row has reached, V; NaN at the others.</summary>
    public double Now0sV;
    public double Now10sV;
    public double Now30sV;

    /// <summary>The step, A.</summary>
    public readonly double StepA => _afterA - _beforeA;

    /// <returns>Whether this row gives a voltage.</returns>
    public bool Observe(double timeS, double voltageV, double currentA, double stepA, bool jumps)
    {
        bool found = false;
        if (jumps)
        {
            Jump(timeS, voltageV, currentA, stepA);
        }
        else if (_stage != 0)
        {
            found = Follow(timeS, voltageV, currentA);
        }

        _lastV = voltageV;
        _lastS = timeS;
        return found;
    }

    public void Forget() => _stage = 0;

    private void Jump(double timeS, double voltageV, double currentA, double stepA)
    {
        bool goesOn = _stage == 1 && stepA * StepA > 0;
        if (!goesOn)
        {
            _beforeV = _lastV;
            _beforeS = _lastS;
            _beforeA = currentA - stepA;
        }

        _afterA = currentA;
        _afterS = timeS;
        _stage = 1;
    }

    private bool Follow(double timeS, double voltageV, double currentA)
    {
        if (Math.Abs(currentA - _afterA) > SameCurrentShare * Math.Abs(_afterA))
        {
            _stage = 0;
            return false;
        }

        double since = timeS - _afterS;
        Now0sV = double.NaN;
        Now10sV = double.NaN;
        Now30sV = double.NaN;
        bool found = false;
        if (_stage == 1)
        {
            // The row of the jump was the last one; now it is sure that the jump was over.
            _stage = 2;
            found = _afterS - _beforeS <= LongestSwitchS;
            Now0sV = found ? _lastV - _beforeV : double.NaN;
        }

        if (_stage == 2 && since >= EarlyS)
        {
            Now10sV = At(EarlyS, timeS, voltageV) - _beforeV;
            _stage = 3;
            found = true;
        }

        if (_stage == 3 && since >= LateS)
        {
            Now30sV = At(LateS, timeS, voltageV) - _beforeV;
            _stage = 0;
            found = true;
        }

        return found;
    }

    private readonly double At(double seconds, double timeS, double voltageV)
    {
        double share = timeS > _lastS ? (_afterS + seconds - _lastS) / (timeS - _lastS) : 1;
        return _lastV + (voltageV - _lastV) * share;
    }
}
