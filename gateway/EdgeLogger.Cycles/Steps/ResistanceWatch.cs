using System;
using System.Runtime.CompilerServices;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Steps;

/// <summary>
/// Resistance from steps of the current to a flowing current: voltage at 0, 10 and 30 s after the step, over the step. The row in
/// which a board's current changed is a mean of both: a change that goes on in the next row is one step.
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
    /// <summary>0 nothing to wait for, 1 the row after the jump, 2 waiting for 10 s, 3 for 30 s.</summary>
    private long _stage;

    /// <summary>Change of the voltage at the times that this row has reached, V; NaN at the others.</summary>
    public double Now0sV;
    public double Now10sV;
    public double Now30sV;

    /// <summary>The step, A.</summary>
    public readonly double StepA => _afterA - _beforeA;

    /// <summary>Whether rows without a step of the current are of interest too.</summary>
    public readonly bool IsWaiting => _stage != 0;

    /// <returns>Whether this row gives a voltage.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool Observe(in Reading reading, in Sample previous, bool jumps)
    {
        if (!jumps)
        {
            return Follow(reading, previous);
        }

        Jump(reading, previous);
        return false;
    }

    public void Forget() => _stage = 0;

    private void Jump(in Reading reading, in Sample previous)
    {
        bool goesOn = _stage == 1 && reading.StepA * StepA > 0;
        if (!goesOn)
        {
            _beforeV = previous.VoltageV;
            _beforeS = previous.TimeS;
            _beforeA = reading.CurrentA - reading.StepA;
        }

        _afterA = reading.CurrentA;
        _afterS = reading.TimeS;
        _stage = 1;
    }

    private bool Follow(in Reading reading, in Sample previous)
    {
        if (Math.Abs(reading.CurrentA - _afterA) > SameCurrentShare * Math.Abs(_afterA))
        {
            _stage = 0;
            return false;
        }

        double since = reading.TimeS - _afterS;
        Now0sV = double.NaN;
        Now10sV = double.NaN;
        Now30sV = double.NaN;
        bool found = false;
        if (_stage == 1)
        {
            // The row of the jump was the last one; now it is sure that the jump was over.
            _stage = 2;
            found = _afterS - _beforeS <= LongestSwitchS;
            Now0sV = found ? previous.VoltageV - _beforeV : double.NaN;
        }

        if (_stage == 2 && since >= EarlyS)
        {
            Now10sV = At(EarlyS, reading, previous) - _beforeV;
            _stage = 3;
            found = true;
        }

        if (_stage == 3 && since >= LateS)
        {
            Now30sV = At(LateS, reading, previous) - _beforeV;
            _stage = 0;
            found = true;
        }

        return found;
    }

    private readonly double At(double seconds, in Reading reading, in Sample previous)
    {
        double interval = reading.TimeS - previous.TimeS;
        double share = interval > 0 ? (_afterS + seconds - previous.TimeS) / interval : 1;
        return previous.VoltageV + (reading.VoltageV - previous.VoltageV) * share;
    }
}
