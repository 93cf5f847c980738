using System;
using System.Collections.Generic;
using EdgeLogger.AlertBench.Simulation;
using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.AlertBench.Swaps;

/// <summary>
/// A slot, row by row: sound cycles of one cell, one event, and cycles of the cell that is there then. Noise of converters of 16
/// to 24 bits, a day's wave of temperature, constant current and in half of the slots constant voltage.
/// </summary>
internal sealed class SwapSimulator
{
    private const double PeriodS = 10;
    private const int CyclesBefore = 5;
    private const int CyclesAfter = 4;
    private const double CutShare = 0.1;
    private const double LongestHalfS = 40 * 3600;

    private readonly SwapEvent _event;
    private readonly Scatter _scatter;
    private readonly List<LiveObservation> _rows = [];
    private readonly double _noiseV;
    private readonly double _noiseA;
    private readonly double _restS;
    private readonly double _phase;
    private readonly bool _holdsVoltage;
    private readonly bool _hasThermometer;
    private readonly bool _hasLoadCell;
    private SwapCell _cell;
    private double _currentA;
    private double _upperV;
    private double _degC = 25;
    private double _mpa = 50;
    private double _timeS;
    private bool _isOff;
    private double _openV = double.NaN;

    private SwapSimulator(SwapEvent what, ulong seed)
    {
        _event = what;
        _scatter = new Scatter(seed);
        SwapRecipe recipe = new(_scatter.Happens(0.75) ? 0 : 2, 0.0008 * _scatter.Uniform(0.5, 3), _scatter.Uniform(0.02, 0.05),
            _scatter.Uniform(40, 160));
        _cell = new SwapCell(_scatter, recipe, charge: 0.1);
        _currentA = recipe.CapacityAh * _scatter.Uniform(0.3, 1);
        _upperV = recipe.UpperV;
        _restS = _scatter.Uniform(60, 2400);
        _holdsVoltage = _scatter.Happens(0.5);
        _noiseV = _scatter.Uniform(5e-6, 150e-6);
        _noiseA = _currentA * _scatter.Uniform(1e-5, 2e-4);
        _phase = _scatter.Uniform(0, 2 * Math.PI);
        _hasThermometer = _scatter.Happens(what == SwapEvent.Temperature ? 0.5 : 0.75);
        _hasLoadCell = _scatter.Happens(what == SwapEvent.Pressure ? 0.5 : 0.75);
    }

    /// <summary>When the cycle of the event began, s.</summary>
    public double BeganS { get; private set; }

    public static (SwapSimulator Slot, IReadOnlyList<LiveObservation> Rows) Run(SwapEvent what, ulong seed)
    {
        SwapSimulator slot = new(what, seed);
        slot.Cycle(CyclesBefore);
        slot.BeganS = slot._timeS;
        slot.Happen();
        slot.Cycle(CyclesAfter);
        return (slot, slot._rows);
    }

    private void Cycle(int times)
    {
        for (int i = 0; i < times; i++)
        {
            Half(1, 1);
            Rest(_restS);
            Half(-1, 1);
            Rest(_restS);
        }
    }

    private void Happen()
    {
        // In the middle of a charge, at its end, in the middle of a discharge, or at its end.
        int at = _event is SwapEvent.SiblingDischarged ? 3 : _event is SwapEvent.Pause or SwapEvent.ContactLost
            ? _scatter.Happens(0.5) ? 0 : 2
            : (int)_scatter.Uniform(0, 4);
        double share = _scatter.Uniform(0.2, 0.8);
        Half(1, at == 0 ? share : 1);
        if (at >= 2)
        {
            Rest(_restS);
            Half(-1, at == 2 ? share : 1);
        }

        Act(at < 2 ? 1 : -1);
        if (at == 0 && _scatter.Happens(0.7))
        {
            Half(1, 1);
            Rest(_restS);
        }

        if (at <= 2)
        {
            Half(-1, 1);
            Rest(_restS);
        }
    }

    private void Act(int direction)
    {
        double stopS = _scatter.Uniform(300, 7200);
        switch (_event)
        {
            case SwapEvent.Rest:
                Rest(_scatter.Uniform(600, 18_000));
                break;
            case SwapEvent.LongRest:
                Rest(86_400 * _scatter.Uniform(0.5, 4));
                break;
            case SwapEvent.Pause:
                Rest(_scatter.Uniform(300, 18_000));
                break;
            case SwapEvent.PowerCut:
                CutPower(direction);
                break;
            case SwapEvent.PowerCutAtRest:
                Rest(stopS);
                Off(180 * Math.Pow(1440, _scatter.Uniform(0, 1)));
                Rest(_scatter.Uniform(60, 1800));
                break;
            case SwapEvent.Replugged:
                Rest(stopS);
                Open(_scatter.Uniform(10, 1200));
                _cell.Contact = Math.Exp(0.15 * _scatter.Normal());
                Rest(_scatter.Uniform(60, 1800));
                break;
            case SwapEvent.ContactLost:
                _openV = direction > 0 ? _upperV + 0.1 : _cell.Recipe.LowerV - 0.1;
                Rest(_scatter.Uniform(60, 3600));
                _openV = double.NaN;
                Rest(_scatter.Uniform(30, 600));
                break;
            case SwapEvent.Pressure:
                Ramp(stopS, 25, 75);
                break;
            case SwapEvent.Temperature:
                Ramp(_scatter.Uniform(3600, 14_400), 60, 50);
                break;
            case SwapEvent.OtherRate:
                Rest(stopS);
                _currentA *= _scatter.Happens(0.5) ? _scatter.Uniform(0.2, 0.9) : _scatter.Uniform(1.1, 3);
                break;
            case SwapEvent.OtherLimit:
                Rest(stopS);
                _upperV += _scatter.Happens(0.5) ? _scatter.Uniform(-0.3, -0.05) : _scatter.Uniform(0.05, 0.1);
                break;
            default:
                Swap(stopS);
                break;
        }
    }

    // In a third the board has no power meanwhile; in a tenth the input is never seen open.
    private void Swap(double stopS)
    {
        Rest(stopS);
        double openS = _scatter.Uniform(30, 900);
        if (_scatter.Happens(0.33))
        {
            Off(_scatter.Uniform(180, 3600));
        }
        else if (!_scatter.Happens(CutShare))
        {
            Open(openS);
        }

        SwapRecipe recipe = _event == SwapEvent.OtherRecipe ? Other() : _cell.Recipe;
        double charge = _event switch
        {
            SwapEvent.SiblingDischarged => _scatter.Uniform(0, 0.08),
            SwapEvent.SiblingSameVoltage => SameVoltage(_cell.VoltageV(0, _degC, _mpa) + (0.002 * _scatter.Uniform(-1, 1))),
            _ => _scatter.Uniform(0.02, 0.98),
        };
        double rate = _currentA / _cell.Recipe.CapacityAh;
        _cell = new SwapCell(_scatter, recipe, charge);
        if (recipe.Kind != 0 || _event == SwapEvent.OtherRecipe)
        {
            (_upperV, _currentA) = (recipe.UpperV, rate * recipe.CapacityAh);
        }

        Rest(_scatter.Uniform(60, 1800));
    }

    private SwapRecipe Other() => _cell.Recipe with
    {
        Kind = _scatter.Happens(0.5) ? 1 : 2 - _cell.Recipe.Kind,
        CapacityAh = _cell.Recipe.CapacityAh * _scatter.Uniform(0.5, 2),
        Ohm = _cell.Recipe.Ohm * Math.Exp(_scatter.Uniform(-1.2, 1.2)),
    };

    private double SameVoltage(double voltageV)
    {
        (double low, double high) = (0, 1);
        for (int i = 0; i < 40; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = _cell.Recipe.OpenCircuitV(middle) < voltageV ? (middle, high) : (low, middle);
        }

        return low;
    }

    private void CutPower(int direction)
    {
        _isOff = true;
        double untilS = _timeS + (180 * Math.Pow(60, _scatter.Uniform(0, 1)));
        while (_timeS < untilS)
        {
            bool isAtEnd = IsPastLimit(direction);
            Row(isAtEnd ? 0 : direction * _currentA);
        }

        _isOff = false;
    }

    private void Off(double seconds)
    {
        _isOff = true;
        Rest(seconds);
        _isOff = false;
    }

    // An open input reads nothing, or whatever its filter holds.
    private void Open(double seconds)
    {
        _openV = _scatter.Happens(0.6) ? 0 : _scatter.Uniform(-0.5, 5);
        Rest(seconds);
        _openV = double.NaN;
    }

    private void Ramp(double seconds, double degC, double mpa)
    {
        double tauS = _scatter.Uniform(200, 1200);
        double start = _degC;
        double from = _mpa;
        for (double t = 0; t < seconds; t += PeriodS)
        {
            _degC = degC + ((start - degC) * Math.Exp(-t / tauS));
            _mpa = t > seconds / 2 ? mpa : from;
            Row(0);
        }
    }

    /// <param name="direction">1 charges.</param>
    /// <param name="share">How much of it is done before it is left.</param>
    private void Half(int direction, double share)
    {
        double from = _cell.Charge;
        double untilS = _timeS + LongestHalfS;
        while (!IsPastLimit(direction) && _timeS < untilS)
        {
            if (share < 1 && Math.Abs(_cell.Charge - from) > share * 0.8)
            {
                return;
            }

            Row(direction * _currentA);
        }

        for (double held = _currentA; _holdsVoltage && direction > 0 && held > CutShare * _currentA && _timeS < untilS;)
        {
            held = double.Clamp(held + ((_upperV - _cell.VoltageV(held, _degC, _mpa)) / (3 * _cell.Recipe.Ohm)), 0, _currentA);
            Row(held);
        }
    }

    private bool IsPastLimit(int direction)
    {
        double voltageV = _cell.VoltageV(direction * _currentA, _degC, _mpa);
        return direction > 0
            ? voltageV >= _upperV || _cell.Charge > 1.02
            : voltageV <= _cell.Recipe.LowerV || _cell.Charge < -0.02;
    }

    private void Rest(double seconds)
    {
        for (double t = 0; t < seconds; t += PeriodS)
        {
            Row(0);
        }
    }

    private void Row(double currentA)
    {
        _timeS += PeriodS;
        double degC = _degC + Math.Sin((2 * Math.PI * _timeS / 86_400) + _phase);
        _cell.Pass(PeriodS, currentA, degC);
        if (_isOff)
        {
            return;
        }

        double voltageV = double.IsNaN(_openV) ? _cell.VoltageV(currentA, degC, _mpa) : _openV;
        _rows.Add(new LiveObservation(_timeS, voltageV + (_noiseV * _scatter.Normal()), currentA + (_noiseA * _scatter.Normal()),
            _hasThermometer ? degC + (0.05 * _scatter.Normal()) : double.NaN,
            _hasLoadCell ? _mpa + (0.02 * _scatter.Normal()) : double.NaN, false, false));
    }
}
