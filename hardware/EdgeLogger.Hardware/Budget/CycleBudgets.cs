using System;
using EdgeLogger.Hardware.Design;
using EdgeLogger.Hardware.Parts;

namespace EdgeLogger.Hardware.Budget;

/// <summary>
/// Uncertainty of what the counters make of a cycle on a calibrated slot. What scales both halves alike (calibrator, shunt,
/// reference, clock) cancels in an efficiency; what adds to the current counts twice, because it makes the charge larger and the
/// discharge smaller.
/// </summary>
public sealed class CycleBudgets(Grade grade, BudgetConditions conditions)
{
    private const double Ppm = 1e-6;

    // An edge is dated to a conversion's end, known to 0.4 % of a conversion, and cut to whole ms.
    private const double EdgeS = 0.35e-3;
    private const int CurveParts = 50;

    private readonly SheetFigures _figures = new(grade, conditions);
    private readonly DailySwing _swing = new(conditions);

    /// <summary>Charge of the first half, ppm of itself.</summary>
    public UncertaintyBudget Charge(TestCycle cycle)
    {
        double kelvin = _swing.Mean(cycle.ChargeStartS, cycle.ChargeStartS + cycle.ChargeS);
        double share = 1 / cycle.CurrentA / Ppm;
        return UncertaintyBudget.Of(
            $"charge, {cycle.Rate}", "ppm",
            new Term("calibrator", conditions.CalibratorAmpPpm),
            new Term("clock of the board", conditions.ClockPpm),
            new Term("drift of reference, gain and shunt", _figures.ScaleDriftAPpmPerK * kelvin),
            new Term("drift of the offset", _figures.OffsetDriftAPerK * kelvin * share),
            new Term("zero: code and noise", _figures.ZeroA * share),
            new Term("thermocouple of the shunt", _figures.ThermocoupleA * share),
            new Term("leakage of the sense leads", _figures.LeakageA * share),
            new Term("non-linearity",
                _figures.Bent(cycle.CurrentA / SlotDesign.FullScaleA, conditions.CalibrationA / SlotDesign.FullScaleA) / Ppm),
            new Term("noise", _figures.NoiseA / Math.Sqrt(cycle.ChargeS * SlotDesign.ConversionsPerS) * share),
            new Term("edges of the step", Math.Sqrt(2) * EdgeS / cycle.ChargeS / Ppm),
            new Term("ageing of the reference, 1000 h", _figures.Of(Ads122c04Sheet.ReferenceAgeingPpm), OnBench: false),
            new Term("ageing of the shunt", _figures.Of(ShuntSheet.LoadLifePpm), OnBench: false));
    }

    /// <summary>Coulombic efficiency, ppm (100 ppm are 0.01 points).</summary>
    public UncertaintyBudget Efficiency(TestCycle cycle)
    {
        double sum = Kelvin(cycle, 1);
        double difference = Kelvin(cycle, -1);
        double share = 1 / cycle.CurrentA / Ppm;
        double perHalf = _figures.NoiseA / Math.Sqrt(cycle.ChargeS * SlotDesign.ConversionsPerS);
        return UncertaintyBudget.Of(
            $"coulombic efficiency, {cycle.Rate}", "ppm",
            new Term("drift of the offset", _figures.OffsetDriftAPerK * sum * share),
            new Term("zero: code and noise", 2 * _figures.ZeroA * share),
            new Term("thermocouple of the shunt", 2 * _figures.ThermocoupleA * share),
            new Term("leakage of the sense leads", 2 * _figures.LeakageA * share),
            new Term("drift of reference, gain and shunt", _figures.ScaleDriftAPpmPerK * difference),
            new Term("non-linearity, even part", 4 * _figures.NonLinearity * cycle.CurrentA / SlotDesign.FullScaleA / Ppm),
            new Term("noise", Math.Sqrt(2) * perHalf * share),
            new Term("edges of the steps", 2 * EdgeS / cycle.ChargeS / Ppm));
    }

    /// <summary>Mean voltage of the discharge, V.</summary>
    public UncertaintyBudget MeanVoltage(TestCycle cycle)
    {
        double voltageV = TestCycle.MeanV;
        double kelvin = _swing.Mean(cycle.DischargeStartS, cycle.DischargeStartS + cycle.DischargeS);
        return UncertaintyBudget.Of(
            $"mean discharge voltage, {cycle.Rate}", "V",
            new Term("calibrator", voltageV * conditions.CalibratorVoltPpm * Ppm),
            new Term("drift of reference, gain and divider", voltageV * _figures.ScaleDriftVPpmPerK * Ppm * kelvin),
            new Term("drift of the offset", _figures.OffsetDriftVPerK * kelvin),
            new Term("zero: code and noise", _figures.ZeroV),
            new Term("drift of the current along the curve", RelativeDriftPerK(cycle) * CurveKelvin(cycle, 1)),
            new Term("non-linearity",
                voltageV * _figures.Bent(voltageV / SlotDesign.FullScaleV, conditions.CalibrationV / SlotDesign.FullScaleV)),
            new Term("noise", _figures.NoiseV / Math.Sqrt(cycle.DischargeS * SheetFigures.VoltagesPerS)),
            new Term("ageing of the reference, 1000 h", voltageV * _figures.Of(Ads122c04Sheet.ReferenceAgeingPpm) * Ppm,
                OnBench: false));
    }

    /// <summary>Slope of the mean discharge voltage over a number of cycles, mV per cycle.</summary>
    public UncertaintyBudget Decay(TestCycle cycle, int cycles)
    {
        const double Milli = 1e-3;
        double voltageV = TestCycle.MeanV;
        double slope = _swing.Slope(cycle.DischargeStartS, cycle.DischargeStartS + cycle.DischargeS, cycle.LengthS, cycles);
        double scatter = _figures.NoiseV / Math.Sqrt(cycle.DischargeS * SheetFigures.VoltagesPerS);
        double squares = cycles * ((cycles * (double)cycles) - 1) / 12;
        double lengthH = cycles * cycle.LengthS / 3600;
        return UncertaintyBudget.Of(
            $"voltage decay over {cycles} cycles, {cycle.Rate}", "mV/cycle",
            new Term("drift of reference, gain and divider", voltageV * _figures.ScaleDriftVPpmPerK * Ppm * slope / Milli),
            new Term("drift of the offset", _figures.OffsetDriftVPerK * slope / Milli),
            new Term("drift of the current along the curve", RelativeDriftPerK(cycle) * CurveKelvin(cycle, cycles) / Milli),
            new Term("noise", scatter / Math.Sqrt(squares) / Milli),
            new Term("ageing of the reference", voltageV * _figures.Of(Ads122c04Sheet.ReferenceAgeingPpm) * Ppm * Math.Sqrt(
                lengthH / 1000) / cycles / Milli, OnBench: false));
    }

    // A current that drifts while the voltage falls weights one end of the curve more than the other.
    private double RelativeDriftPerK(TestCycle cycle) =>
        SheetFigures.Hypot(_figures.OffsetDriftAPerK / cycle.CurrentA, _figures.ScaleDriftAPpmPerK * Ppm);

    /// <summary>Volt times kelvin along a falling discharge curve: of one cycle, or its slope over several.</summary>
    private double CurveKelvin(TestCycle cycle, int cycles)
    {
        double middle = (cycles - 1) / 2.0;
        double squares = cycles * ((cycles * (double)cycles) - 1) / 12;
        var windows = new (double, double, double)[cycles * CurveParts];
        for (int i = 0; i < windows.Length; i++)
        {
            (int number, int part) = Math.DivRem(i, CurveParts);
            double partS = cycle.DischargeS / CurveParts;
            double startS = (number * cycle.LengthS) + cycle.DischargeStartS + (part * partS);
            double aboveMeanV = (0.5 - ((part + 0.5) / CurveParts)) * (TestCycle.HighV - TestCycle.LowV);
            double weight = cycles == 1 ? 1 : (number - middle) / squares;
            windows[i] = (startS, startS + partS, aboveMeanV * weight / CurveParts);
        }

        return _swing.Combined(windows);
    }

    private double Kelvin(TestCycle cycle, double weightOfCharge) => _swing.Combined(
        (cycle.ChargeStartS, cycle.ChargeStartS + cycle.ChargeS, weightOfCharge),
        (cycle.DischargeStartS, cycle.DischargeStartS + cycle.DischargeS, 1));
}
