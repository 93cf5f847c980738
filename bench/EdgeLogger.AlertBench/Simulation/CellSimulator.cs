using System;
using System.Collections.Generic;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.AlertBench.Simulation;

/// <summary>
/// The life of one cell, cycle by cycle. It knows nothing of what judges it: docs/specs/alerts.md, section 6 lists its sources of
/// scatter.
/// </summary>
public sealed class CellSimulator
{
    /// <summary>The signature of the cycles between rate tests.</summary>
    public const string LongSignature = "C0.5-D0.5|2.00-4.60|cc";

    private const int FormationCycles = 2;
    private const int RateTestEvery = 100;
    private const int RateTestCycles = 3;

    private readonly SimulatedRecipe _recipe;
    private readonly CellFault _fault;
    private readonly Scatter _scatter;
    private readonly SimulatedRoom _room;
    private readonly bool _hasThermometer;
    private readonly Wander _capacity;
    private readonly Wander _efficiency;
    private readonly Wander _dischargeV;
    private readonly Wander _polarisation;
    private readonly Wander _resistance;
    private readonly Wander _restV;
    private readonly Wander _pressure;
    private readonly Wander _breathing;
    private readonly double _fade;
    private readonly double _exponent;
    private readonly double _breakIn;
    private readonly double _breakInCycles;
    private readonly double _efficiencyLevel;
    private readonly double _severity;
    private readonly bool _suddenLeak;
    private double _timeS;
    private double _capacityStep;
    private double _capacityRecovers;
    private double _resistanceStep;
    private double _voltageStep;
    private double _pressureStep;
    private double _fractionLost;

    /// <param name="recipe">What it is made of.</param>
    /// <param name="fault">What goes wrong with it.</param>
    /// <param name="onset">Cycle in which that begins.</param>
    /// <param name="seed">Decides everything else.</param>
    public CellSimulator(SimulatedRecipe recipe, CellFault fault, int onset, ulong seed)
    {
        (_recipe, _fault, Onset) = (recipe, fault, onset);
        _scatter = new Scatter(seed);
        _room = new SimulatedRoom(_scatter);
        _hasThermometer = !_scatter.Happens(0.25);
        _capacity = new Wander(_scatter, 0.06, 0.12);
        _efficiency = new Wander(_scatter, 0.03, 0.03);
        _dischargeV = new Wander(_scatter, 0.4, 1.5);
        _polarisation = new Wander(_scatter, 0.6, 1.5);
        _resistance = new Wander(_scatter, 0.8, 1);
        _restV = new Wander(_scatter, 1.5, 2);
        _pressure = new Wander(_scatter, 0.1, 0.3);
        _breathing = new Wander(_scatter, 3, 3);
        _fade = recipe.FadePercentPerCycle * Math.Exp(
            0.12 * _scatter.Normal()) * (fault == CellFault.WeakSibling ? _scatter.Uniform(2.5, 4) : 1);
        _exponent = _scatter.Uniform(0.9, 1.1);
        _breakIn = 2 * _scatter.Normal();
        _breakInCycles = _scatter.Uniform(3, 10);
        _efficiencyLevel = 99.6 + (0.15 * _scatter.Normal());
        _severity = _scatter.Uniform(0, 1);
        _suddenLeak = _scatter.Happens(0.5);
    }

    /// <summary>Cycle in which the fault begins.</summary>
    public int Onset { get; }

    /// <summary>Its cycles from the first to the one asked for.</summary>
    public IEnumerable<Cycle> Run(int cycles)
    {
        for (int number = 1; number <= cycles; number++)
        {
            double rate = Rate(number);
            Interrupt(number);
            yield return Next(number, rate);
        }
    }

    private static double Rate(int number) => number <= FormationCycles ? 0.05
        : number % RateTestEvery < RateTestCycles && number >= RateTestEvery
        ? (number % RateTestEvery == RateTestCycles - 1 ? 1 : 0.1)
        : 0.5;

    // Pauses, moves to another fixture, and what a rate test leaves behind.
    private void Interrupt(int number)
    {
        _capacityRecovers *= 0.5;
        if (number % RateTestEvery == RateTestCycles && number > RateTestEvery)
        {
            _capacityRecovers += _scatter.Uniform(-0.3, 0.6);
        }

        if (_scatter.Happens(1.0 / 150))
        {
            _timeS += 3600 * _scatter.Uniform(4, 100);
            _capacityRecovers += _scatter.Uniform(0, 0.6);
            _capacityStep += 0.2 * _scatter.Normal();
        }

        if (_scatter.Happens(1.0 / 500))
        {
            _timeS += 3600 * _scatter.Uniform(1, 10);
            _capacityStep += 0.5 * _scatter.Normal();
            _resistanceStep += 4 * _scatter.Normal();
            _voltageStep += 3 * _scatter.Normal();
            _pressureStep += 4 * _scatter.Normal();
            _room.Move();
        }
    }

    private Cycle Next(int number, double rate)
    {
        double hours = double.Max(0.05, 1 - _fractionLost) / rate;
        double chargeStartS = _timeS;
        double chargeEndS = chargeStartS + (hours * 3600);
        double dischargeStartS = chargeEndS + 900;
        double dischargeEndS = dischargeStartS + (hours * 3600);
        _timeS = dischargeEndS + 900;
        double chargeDegC = _room.Mean(chargeStartS, chargeEndS);
        double dischargeDegC = _room.Mean(dischargeStartS, dischargeEndS);
        double since = double.Max(0, number - Onset);

        double lostPercent = _fade * Math.Pow(number, _exponent) * Math.Pow(250, 1 - _exponent);
        double capacity = -lostPercent + (_breakIn * Math.Exp(-number / _breakInCycles)) + FaultCapacity(since);
        _fractionLost = 1 - Math.Exp(capacity / 100);
        capacity += _capacity.Next() + _capacityStep + _capacityRecovers + (0.4 * (dischargeDegC - 25)) + Hiccup();
        double ah = _recipe.CapacityMah / 1000 * RateFactor(rate) * Math.Exp(capacity / 100);

        double efficiency = _efficiencyLevel - (1.5 * Math.Exp(-number / 6.0)) - (number == 1 ? 28 : 0) + _efficiency.Next()
            + (0.4 * (dischargeDegC - chargeDegC)) - FaultEfficiency(since) + (_capacityRecovers / 2);
        double polarisationMv = (_recipe.PolarisationMv * RatePolarisation(rate)) + (0.08 * number) - (8 * (dischargeDegC - 25))
            + _polarisation.Next() + (_recipe.PolarisationMv * FaultResistance(since) / 100 * 0.6);
        double dischargeMv = _recipe.DischargeMv - (_recipe.DecayMvPerCycle * number) + (4 * (dischargeDegC - 25))
            + _dischargeV.Next() + _voltageStep
            - FaultDecay(since) - (_recipe.PolarisationMv * FaultResistance(since) / 100 * 0.3)
            - ((RatePolarisation(rate) - 1) * 200);
        double ohm = 40 * Math.Exp(
            ((0.05 * number) - (2 * (dischargeDegC - 25)) + _resistance.Next() + _resistanceStep + FaultResistance(since)) / 100);
        double restMv = 4280 - (0.05 * number) + _restV.Next() + (0.5 * (chargeDegC - 25)) - FaultRest(since);
        double pressure = 50 * Math.Exp(((-0.7 * Math.Log(number)) + (0.3 * (dischargeDegC - 25)) + _pressure.Next()
            + _pressureStep - FaultPressure(since)) / 100);
        double breathing = 0.8 * Math.Exp(_breathing.Next() / 100) * ah / (_recipe.CapacityMah / 1000);

        double dischargeV = dischargeMv / 1000;
        double chargeV = dischargeV + (polarisationMv / 1000);
        double chargeAh = ah / (efficiency / 100);
        var charge = Half(Direction.Charge, 2 * (number - 1), chargeStartS, chargeEndS, chargeAh, chargeV,
            Detail(restMv / 1000, null, chargeDegC, pressure + (breathing / 4), breathing));
        var discharge = Half(Direction.Discharge, (2 * number) - 1, dischargeStartS, dischargeEndS, ah, dischargeV,
            Detail(null, ohm, dischargeDegC, pressure - (breathing / 4), breathing));
        return Join(number, rate, charge, discharge, partial: _scatter.Happens(0.003));
    }

    private static Cycle Join(int number, double rate, HalfCycle charge, HalfCycle discharge, bool partial) => new()
    {
        Number = number,
        Charge = partial ? charge with { Partial = true, Ah = charge.Ah * 0.6 } : charge,
        Discharge = discharge,
        Order = CycleOrder.ChargeFirst,
        Partial = partial,
        Provisional = false,
        CoulombicEfficiency = partial ? null : discharge.Ah / charge.Ah,
        EnergyEfficiency = partial ? null : discharge.Wh / charge.Wh,
        Signature = rate switch
        {
            0.05 => "C0.05-D0.05|2.00-4.60|cc",
            0.1 => "C0.1-D0.1|2.00-4.60|cc",
            1 => "C1-D1|2.00-4.60|cc",
            _ => LongSignature
        },
        Flags = partial ? QualityFlags.Gap : QualityFlags.None,
    };

    private HalfDetail Detail(double? restV, double? ohm, double degC, double pressureMpa, double breathingMpa)
    {
        double? shown = _hasThermometer ? degC + (0.03 * _scatter.Normal()) + _room.SensorOffsetK : null;
        return new HalfDetail
        {
            MedianCurrentA = null,
            ConstantVoltageTimeShare = null,
            ConstantVoltageChargeShare = null,
            RestVoltageAfterV = restV,
            Resistance0sOhm = null,
            Resistance10sOhm = ohm,
            Resistance30sOhm = ohm * 1.1,
            TemperatureMeanDegC = shown,
            TemperatureMinDegC = shown - 0.3,
            TemperatureMaxDegC = shown + 0.3,
            PressureMeanMpa = pressureMpa,
            PressureMinMpa = pressureMpa - (breathingMpa / 4),
            PressureMaxMpa = pressureMpa + (breathingMpa / 4),
        };
    }

    private static HalfCycle Half(Direction direction, int index, double startS, double endS, double ah, double meanV,
        HalfDetail detail) => new()
        {
            Index = index,
            Direction = direction,
            FirstRow = 0,
            LastRow = 1,
            StartS = startS,
            EndS = endS,
            Ah = ah,
            Wh = ah * meanV,
            AhLow = ah,
            AhHigh = ah,
            MaxVoltageV = 4.6,
            MinVoltageV = 2,
            MeanCurrentA = ah / ((endS - startS) / 3600),
            ConstantVoltage = false,
            Partial = false,
            Provisional = false,
            Flags = QualityFlags.None,
            Detail = detail,
        };

    private static double RateFactor(double rate) => rate switch { 0.05 => 1.55, 0.1 => 1.38, 1 => 0.77, _ => 1 };

    private static double RatePolarisation(double rate) => rate switch { 0.05 => 0.6, 0.1 => 0.7, 1 => 1.2, _ => 1 };

    // A cycler that was stopped by hand, a glovebox that was opened: one cycle is short, and that is all.
    private double Hiccup() => _scatter.Happens(0.001) ? -_scatter.Uniform(1, 6) : 0;

    private double FaultCapacity(double since) => _fault switch
    {
        CellFault.SuddenKnee => -since * (0.4 + (1.1 * _severity)),
        CellFault.AcceleratedFade => -(0.25 + (0.25 * _severity)) * (since < 30 ? since * since / 60 : since - 15),
        CellFault.SoftShort => since > 0 ? -0.3 : 0,
        CellFault.RisingResistance => -0.03 * since,
        _ => 0,
    };

    private double FaultEfficiency(double since) => _fault switch
    {
        CellFault.SoftShort when since > 0 => (0.8 + (2.2 * _severity)) * _scatter.Uniform(0.5, 1.5),
        CellFault.EfficiencyLoss => (0.5 + _severity) * double.Min(1, since / 10),
        _ => 0,
    };

    private double FaultRest(double since) =>
        _fault == CellFault.SoftShort && since > 0 ? 20 + (60 * _severity * _scatter.Uniform(0.5, 1.5)) : 0;

    private double FaultResistance(double since) => _fault == CellFault.RisingResistance ? since * (0.8 + (1.2 * _severity)) : 0;

    private double FaultDecay(double since) => _fault == CellFault.VoltageDecay ? since * (1.5 + (2.5 * _severity)) : 0;

    private double FaultPressure(double since) => _fault != CellFault.PressureLoss || since == 0 ? 0
        : _suddenLeak ? 10 + (20 * _severity) : since * (0.3 + (0.7 * _severity));
}
