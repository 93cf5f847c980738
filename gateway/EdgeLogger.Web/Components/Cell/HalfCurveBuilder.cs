using System;
using System.Collections.Generic;
using EdgeLogger.Cycles.DifferentialCapacity;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Web.Components.Cell;

/// <summary>
/// Makes the curve of a half cycle from its rows. However many there are, it keeps a point only where the voltage or the charge
/// has gone on by what can be seen.
/// </summary>
internal sealed class HalfCurveBuilder(HalfCycle half, double startS, double endS, bool holdsReadings)
{
    private const double VisibleShare = 1.0 / 600;
    private const double SecondsPerHour = 3600;

    // The times of a half cycle and of its rows are rounded to milliseconds each for itself.
    private const double RoundingS = 0.002;

    private static readonly DifferentialCapacityOptions Bins = new();

    private readonly List<(double Ah, double VoltageV)> _points = [];
    private readonly ChargeByVoltage _counted = new(Bins);
    private double _lastS = double.NaN;
    private double _lastA;
    private double _ah;
    private (double Ah, double VoltageV) _last;
    private long _rows;

    /// <summary>The row at this time belongs to the half cycle.</summary>
    public bool Holds(double timeS) => timeS >= startS - RoundingS && timeS <= endS + RoundingS;

    /// <summary>Adds a row of it.</summary>
    /// <param name="fromS">Begin of the row's period, s.</param>
    /// <param name="timeS">Its time, s.</param>
    /// <param name="voltageV">Voltage, V.</param>
    /// <param name="currentA">Current, A.</param>
    public void Add(double fromS, double timeS, double voltageV, double currentA)
    {
        if (!double.IsFinite(voltageV) || !double.IsFinite(currentA))
        {
            return;
        }

        bool isJoined = holdsReadings ? double.IsFinite(_lastS) : fromS - _lastS <= RoundingS;
        if (!isJoined)
        {
            _counted.Break();
        }

        double chargeAs = holdsReadings
            ? isJoined ? 0.5 * (_lastA + currentA) * (timeS - _lastS) : 0
            : currentA * (timeS - fromS);
        Count(new Sample(timeS, voltageV, currentA));
        _ah += Math.Abs(chargeAs) / SecondsPerHour;
        _last = (_ah, voltageV);
        if (_points.Count == 0 || Math.Abs(_ah - _points[^1].Ah) >= VisibleShare * half.Ah
            || Math.Abs(voltageV - _points[^1].VoltageV) >= VisibleShare * (half.MaxVoltageV - half.MinVoltageV))
        {
            _points.Add(_last);
        }

        (_lastS, _lastA) = (timeS, currentA);
        _rows++;
    }

    /// <summary>The curve; null if there was no row.</summary>
    public HalfCurve? Build()
    {
        if (_rows == 0)
        {
            return null;
        }

        if (_points[^1] != _last)
        {
            _points.Add(_last);
        }

        return new HalfCurve(half, _points, Differential(), _rows);
    }

    private void Count(in Sample sample)
    {
        if (holdsReadings)
        {
            _counted.Add(sample);
        }
        else
        {
            _counted.AddMean(sample);
        }
    }

    // What flowed while the voltage was held has no dV, and would be higher than anything else.
    private DifferentialCapacityCurve Differential()
    {
        DifferentialCapacityCurve curve = _counted.Take(half.Direction);
        double[] ah = [.. curve.Ah];
        double heldV = half.Direction == Direction.Charge ? half.MaxVoltageV : half.MinVoltageV;
        for (int i = 0; i < ah.Length && half.ConstantVoltage; i++)
        {
            ah[i] = Math.Abs(curve.VoltageV(i) - heldV) <= Bins.BinV ? 0 : ah[i];
        }

        return (curve with { Ah = ah }).Smoothed();
    }
}

/// <summary>One half cycle as a curve.</summary>
/// <param name="Half">The half cycle.</param>
/// <param name="Points">Charge since its begin, Ah, and voltage, V; thinned to what can be seen.</param>
/// <param name="Differential">dQ/dV, smoothed as peaks are looked for on it.</param>
/// <param name="Rows">Rows it was made of.</param>
public sealed record HalfCurve(
    HalfCycle Half, IReadOnlyList<(double Ah, double VoltageV)> Points, DifferentialCapacityCurve Differential, long Rows);
