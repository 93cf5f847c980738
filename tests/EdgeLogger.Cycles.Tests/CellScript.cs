using System;
using System.Collections.Generic;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Tests;

/// <summary>
/// Writes the record of a cell whose charge and energy are known exactly: the cell is 3.0 V plus 1.2 V per capacity plus 0.1
/// ohm-like volts per ampere of 1C, and each step of the current is recorded on both sides with one time stamp.
/// </summary>
internal sealed class CellScript
{
    public const double EmptyV = 3.0;
    public const double SpanV = 1.2;
    public const double ResistiveV = 0.1;

    private readonly double _capacityAh;
    private readonly Func<double> _interval;
    private readonly Func<double, double> _recordCurrent;
    private readonly double _changeV;
    private double _timeS;
    private double _chargeAh;
    private double _energyWh;

    public CellScript(
        double capacityAh = 1, Func<double>? interval = null, Func<double, double>? recordCurrent = null, double changeV = 1)
    {
        _changeV = changeV;
        _capacityAh = capacityAh;
        _interval = interval ?? (() => 10);
        _recordCurrent = recordCurrent ?? (current => current);
    }

    public List<Sample> Samples { get; } = [];

    /// <summary>The state of charge counted from the start, Ah, exact.</summary>
    public double ChargeAh => _chargeAh;

    /// <summary>The energy taken in since the start, Wh, exact for constant currents.</summary>
    public double EnergyWh => _energyWh;

    public CellScript Rest(double seconds) => Constant(0, seconds);

    /// <summary>A constant current, A.</summary>
    public CellScript Constant(double currentA, double seconds)
    {
        double end = _timeS + seconds;
        Record(currentA);
        while (_timeS < end)
        {
            Step(currentA, Math.Min(Interval(currentA), end - _timeS));
            Record(currentA);
        }

        return this;
    }

    /// <summary>A current that decays exponentially to a twentieth while the voltage is held, as after a charge.</summary>
    public CellScript Hold(double fromA, double timeConstantS)
    {
        double heldV = VoltageAt(fromA);
        double start = _timeS;
        double end = start + timeConstantS * Math.Log(20);
        while (_timeS < end)
        {
            double seconds = Math.Min(Math.Min(Interval(0), timeConstantS / 50), end - _timeS);
            double before = Math.Exp(-(_timeS - start) / timeConstantS);
            double after = Math.Exp(-(_timeS + seconds - start) / timeConstantS);
            double chargeAh = fromA * timeConstantS * (before - after) / 3600;
            _chargeAh += chargeAh;
            _energyWh += chargeAh * heldV;
            _timeS += seconds;
            Samples.Add(new Sample(_timeS, heldV, _recordCurrent(fromA * after)));
        }

        return this;
    }

    /// <summary>Lets time pass without a record.</summary>
    public CellScript Hole(double currentA, double seconds)
    {
        Step(currentA, seconds);
        return this;
    }

    /// <summary>A row is due when it is time, or when the voltage has moved by the amount that is recorded.</summary>
    private double Interval(double currentA)
    {
        double voltsPerS = SpanV * Math.Abs(currentA) / (3600 * _capacityAh);
        double due = _interval();
        return voltsPerS * due > _changeV ? _changeV / voltsPerS : due;
    }

    private void Step(double currentA, double seconds)
    {
        double before = VoltageAt(currentA);
        double chargeAh = currentA * seconds / 3600;
        _chargeAh += chargeAh;
        _energyWh += chargeAh * 0.5 * (before + VoltageAt(currentA));
        _timeS += seconds;
    }

    private void Record(double currentA) =>
        Samples.Add(new Sample(_timeS, VoltageAt(currentA), _recordCurrent(currentA)));

    private double VoltageAt(double currentA) => EmptyV + SpanV * _chargeAh / _capacityAh + ResistiveV * currentA / _capacityAh;
}
