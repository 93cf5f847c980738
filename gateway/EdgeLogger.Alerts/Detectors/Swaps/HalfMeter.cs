using System;
using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Detectors.Swaps;

/// <summary>Measures half cycles from rows: all that flows in one direction, rests included.</summary>
internal struct HalfMeter
{
    private const double SmallShare = 0.05;

    private double _ah;
    private double _endV;
    private double _endA;
    private double _largestA;
    private double _previousA;
    private double _degC;
    private double _mpa;
    private double _ohm;
    private int _direction;
    private bool _isBroken;
    private bool _isTouched;

    /// <summary>Charge of the largest half cycle so far, Ah; the one under way included.</summary>
    public double LargestAh { get; private set; }

    /// <summary>The half cycle that has ended.</summary>
    public Half Ended { get; private set; }

    /// <summary>Somebody may have been at the cell: the half cycle under way is not one cell's.</summary>
    public void Touch() => _isTouched = true;

    /// <summary>A step of the current is complete, and gives a resistance, Ohm.</summary>
    public void Step(double ohm) => _ohm = double.IsNaN(_ohm) ? ohm : _ohm;

    /// <summary>Takes a row.</summary>
    /// <param name="row">The row, with voltage and current.</param>
    /// <param name="seconds">Time since the row before, s; 0 if there is none.</param>
    /// <param name="largestA">The largest current so far, A.</param>
    /// <param name="isGap">Rows are missing before it.</param>
    /// <returns>Whether a half cycle ends with it.</returns>
    public bool Take(in LiveObservation row, double seconds, double largestA, bool isGap)
    {
        bool ended = false;
        int direction = Math.Abs(row.CurrentA) > SmallShare * largestA ? Math.Sign(row.CurrentA) : _direction;
        if (direction != _direction)
        {
            ended = _direction != 0;
            Ended = new Half(_direction, _ah, _largestA, _endV, _endA, _degC, _mpa, _ohm, _isBroken || _isTouched);
            (_direction, _ah, _largestA, _previousA, _isBroken, _isTouched) = (direction, 0, 0, 0, false, false);
            (_degC, _mpa, _ohm) = (double.NaN, double.NaN, double.NaN);
        }

        _isBroken |= isGap;
        if (!isGap)
        {
            _ah += Math.Abs(row.CurrentA) * seconds / 3600;
        }

        Remember(row, largestA);
        return ended;
    }

    private void Remember(in LiveObservation row, double largestA)
    {
        LargestAh = double.Max(LargestAh, _ah);
        double magnitude = Math.Abs(row.CurrentA);
        if (magnitude <= SmallShare * largestA)
        {
            return;
        }

        _largestA = double.Max(_largestA, double.Min(magnitude, _previousA));
        _previousA = magnitude;
        (_endV, _endA) = (row.VoltageV, magnitude);
        _degC = double.IsNaN(row.TemperatureDegC) ? _degC : row.TemperatureDegC;
        _mpa = double.IsNaN(row.PressureMpa) ? _mpa : row.PressureMpa;
    }
}

/// <summary>A half cycle.</summary>
/// <param name="Direction">1 charge, -1 discharge.</param>
/// <param name="Ah">Its charge, Ah.</param>
/// <param name="LargestA">Its largest current, A.</param>
/// <param name="EndV">Voltage at its end, V.</param>
/// <param name="EndA">Current at its end, A.</param>
/// <param name="DegC">Temperature at its end, degrees Celsius; NaN is unknown.</param>
/// <param name="Mpa">Stack pressure at its end, MPa; NaN is unknown.</param>
/// <param name="Ohm">Resistance at its first step of the current, Ohm; NaN is unknown.</param>
/// <param name="IsPart">Rows are missing in it, or it is of two cells.</param>
internal readonly record struct Half(
    int Direction, double Ah, double LargestA, double EndV, double EndA, double DegC, double Mpa, double Ohm,
    bool IsPart)
{
    private const double RateShare = 0.05;
    private const double EndShare = 0.1;
    private const double SameEndV = 0.03;
    private const double SameDegC = 3;
    private const double PressureShare = 0.1;
    private const double PolarisationShare = 0.01;

    /// <summary>Whether both have ended by the same limits.</summary>
    public bool EndsLike(in Half other) => Direction == other.Direction && Math.Abs(EndV - other.EndV) <= SameEndV
        && Math.Abs(EndA - other.EndA) <= EndShare * other.LargestA;

    /// <summary>
    /// Whether their charges can be compared. Without a temperature they cannot; nor if contact or pressure have changed so
    /// that a limit of the voltage comes at another state of charge.
    /// </summary>
    /// <param name="other">The other one.</param>
    /// <param name="windowV">Range of the voltage in use, V.</param>
    public bool IsLike(in Half other, double windowV) => EndsLike(other)
        && Math.Abs(LargestA - other.LargestA) <= RateShare * other.LargestA
        && Math.Abs(DegC - other.DegC) <= SameDegC && !(Math.Abs(Mpa - other.Mpa) > PressureShare * other.Mpa)
        && Math.Abs(Ohm - other.Ohm) * LargestA <= PolarisationShare * windowV;
}
