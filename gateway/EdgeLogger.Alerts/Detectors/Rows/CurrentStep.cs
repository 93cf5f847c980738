using System;
using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Detectors.Rows;

/// <summary>
/// Steps of the current, and what the voltage did with them. A step is a change by a quarter of the largest current; it is
/// complete when the current has been steady for two rows, so that a row that is a mean over the step does not count.
/// </summary>
internal struct CurrentStep
{
    private const double StepShare = 0.25;
    private const double SteadyShare = 0.05;
    private const int SteadyRows = 2;
    private const int MostRows = 10;

    private double _previousA;
    private double _previousV;
    private double _fromA;
    private double _fromV;
    private int _rowsSince;
    private int _steady;
    private bool _open;
    private bool _started;

    /// <summary>Current after the step minus before, A.</summary>
    public double ChangeA { get; private set; }

    /// <summary>Voltage after the step minus before, V.</summary>
    public double ChangeV { get; private set; }

    /// <summary>Current before the step, A.</summary>
    public readonly double FromA => _fromA;

    /// <summary>Voltage before the step, V.</summary>
    public readonly double FromV => _fromV;

    /// <returns>Whether a step is complete with this row.</returns>
    public bool Observe(in LiveObservation row, in FlowLevel flow)
    {
        bool complete = false;
        if (_started)
        {
            double moved = Math.Abs(row.CurrentA - _previousA);
            if (!_open && moved > StepShare * flow.LargestA)
            {
                (_open, _fromA, _fromV, _rowsSince, _steady) = (true, _previousA, _previousV, 0, 0);
            }
            else if (_open)
            {
                _rowsSince++;
                _steady = moved <= SteadyShare * flow.LargestA ? _steady + 1 : 0;
                complete = _steady >= SteadyRows;
                _open = !complete && _rowsSince < MostRows;
            }
        }

        if (complete)
        {
            ChangeA = row.CurrentA - _fromA;
            ChangeV = row.VoltageV - _fromV;
            complete = Math.Abs(ChangeA) > StepShare * flow.LargestA;
        }

        (_previousA, _previousV, _started) = (row.CurrentA, row.VoltageV, true);
        return complete;
    }
}
