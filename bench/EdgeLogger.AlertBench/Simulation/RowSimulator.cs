using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.AlertBench.Simulation;

/// <summary>
/// One cell on a cycler, row by row: an open-circuit curve, a resistance at once and one that takes a minute, converters' noise,
/// a day's wave of temperature, constant current and (in half of the cells) constant voltage, rests of 10 to 40 minutes.
/// </summary>
public sealed class RowSimulator
{
    /// <summary>Length of a row, s.</summary>
    public const double PeriodS = 10;

    private const double UpperV = 4.6;
    private const double LowerV = 2.0;

    private readonly RowFault _fault;
    private readonly Scatter _scatter;
    private readonly double _capacityAh = 0.0008;
    private readonly double _ohm;
    private readonly double _slowOhm;
    private readonly double _currentA;
    private readonly double _restS;
    private readonly bool _holdsVoltage;
    private readonly double _noiseV;
    private readonly double _noiseA;
    private readonly double _phase;
    private readonly double _severity;
    private double _timeS;
    private double _charge = 0.05;
    private double _slowV;
    private double _stuck = double.NaN;
    private double _dipV;

    /// <param name="fault">What goes wrong.</param>
    /// <param name="onsetS">When, s from the start.</param>
    /// <param name="seed">Decides everything else.</param>
    public RowSimulator(RowFault fault, double onsetS, ulong seed)
    {
        (_fault, OnsetS) = (fault, onsetS);
        _scatter = new Scatter(seed);
        _ohm = _scatter.Uniform(60, 250);
        _slowOhm = _scatter.Uniform(30, 150);
        _currentA = _capacityAh * _scatter.Uniform(0.3, 1);
        _restS = _scatter.Uniform(600, 2400);
        _holdsVoltage = _scatter.Happens(0.5);
        _noiseV = _scatter.Uniform(5e-6, 50e-6);
        _noiseA = _scatter.Uniform(5e-9, 50e-9);
        _phase = _scatter.Uniform(0, 2 * Math.PI);
        _severity = _scatter.Uniform(0, 1);
    }

    /// <summary>When the fault begins, s.</summary>
    public double OnsetS { get; }

    /// <summary>A cycle's length is about this, s.</summary>
    public double CycleS => (2 * 3600 * _capacityAh * 0.9 / _currentA) + (2 * _restS);

    /// <summary>Rows until a time, s.</summary>
    public IEnumerable<LiveObservation> Run(double untilS)
    {
        // Without end: an open cell is never full.
        return Enumerable.Repeat(0, int.MaxValue).SelectMany(_ => Half(_currentA).Concat(Half(-_currentA)))
            .TakeWhile(row => row.TimeS < untilS);
    }

    private IEnumerable<LiveObservation> Half(double currentA)
    {
        while (!IsPastLimit(currentA))
        {
            yield return Row(currentA);
        }

        for (double held = currentA; _holdsVoltage && currentA > 0 && held > 0.1 * _currentA; held = HeldCurrent())
        {
            yield return Row(held);
        }

        for (double restedS = 0; restedS < _restS; restedS += PeriodS)
        {
            yield return Row(0);
        }
    }

    private bool IsPastLimit(double currentA)
    {
        double voltageV = OpenCircuit(_charge) + (currentA * _ohm) + _slowV;
        return currentA > 0 ? voltageV >= UpperV || _charge > 0.98 : voltageV <= LowerV || _charge < 0.02;
    }

    private double HeldCurrent() => double.Clamp((UpperV - OpenCircuit(_charge) - _slowV) / _ohm, 0, _currentA);

    private LiveObservation Row(double currentA)
    {
        _timeS += PeriodS;
        bool faulty = _timeS >= OnsetS;
        double flowsA = faulty && _fault == RowFault.OpenUnderCurrent ? 0 : currentA;
        _charge += flowsA * PeriodS / 3600 / _capacityAh;
        _slowV += ((flowsA * _slowOhm) - _slowV) * PeriodS / 60;
        double degC = 25 + Math.Sin((2 * Math.PI * _timeS / 86_400) + _phase);
        double warm = 1 - (0.02 * (degC - 25));
        double voltageV = OpenCircuit(_charge) + (((flowsA * _ohm) + _slowV) * warm) + (_noiseV * _scatter.Normal());
        var row = new LiveObservation(
            _timeS, voltageV, flowsA + (_noiseA * _scatter.Normal()), degC + (0.01 * _scatter.Normal()), 50 + _charge
            + (0.01 * _scatter.Normal()), false, false);
        return faulty ? Spoil(row, currentA) : row;
    }

    private LiveObservation Spoil(LiveObservation row, double wantedA)
    {
        switch (_fault)
        {
            case RowFault.StuckVoltage:
                _stuck = double.IsNaN(_stuck) ? row.VoltageV : _stuck;
                return row with { VoltageV = _stuck };
            case RowFault.StuckCurrent:
                _stuck = double.IsNaN(_stuck) ? row.CurrentA : _stuck;
                return row with { CurrentA = _stuck };
            case RowFault.OpenUnderCurrent when wantedA != 0:
                return row with { VoltageV = wantedA > 0 ? 4.9 + (0.2 * _severity) : 1.5 - (3 * _severity) };
            case RowFault.TakenOut:
                return row with { VoltageV = 1e-5 * _scatter.Normal(), CurrentA = _noiseA * _scatter.Normal() };
            case RowFault.Shorted:
                return row with { VoltageV = (0.5 * wantedA) + (1e-5 * _scatter.Normal()) };
            case RowFault.ReversedCurrent:
                return row with { CurrentA = -row.CurrentA };
            case RowFault.Saturated:
                return row with { Saturated = true };
            case RowFault.ChargeDips when wantedA > 0:
                _dipV = _scatter.Happens(0.01) ? 0.005 + (0.055 * _severity * _scatter.Uniform(0.3, 1)) : _dipV * 0.8;
                return row with { VoltageV = row.VoltageV - _dipV };
            default:
                return row;
        }
    }

    // Sloping, with a step near each end: a layered oxide against an alloy.
    private static double OpenCircuit(double charge) =>
        2.9 + (1.3 * charge) + (0.25 * Math.Tanh((charge - 0.1) * 14)) - (0.35 * Math.Exp(-charge * 30))
        + (0.15 * Math.Exp((charge - 1) * 25));
}
