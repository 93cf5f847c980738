using System;
using EdgeLogger.Hardware.Design;
using EdgeLogger.Hardware.Parts;

namespace EdgeLogger.Hardware.Budget;

/// <summary>Uncertainty of one row, a mean over a second, at any time of day, on a calibrated slot.</summary>
public sealed class ReadingBudgets(Grade grade, BudgetConditions conditions)
{
    private const double Ppm = 1e-6;
    private readonly SheetFigures _figures = new(grade, conditions);
    private readonly double _kelvin = new DailySwing(conditions).Instant;

    /// <summary>Voltage of a cell, V.</summary>
    public UncertaintyBudget Voltage(double voltageV) => UncertaintyBudget.Of(
        $"voltage, {voltageV:0.0} V", "V",
        new Term("calibrator", voltageV * conditions.CalibratorVoltPpm * Ppm),
        new Term("drift of reference, gain and divider", voltageV * _figures.ScaleDriftVPpmPerK * Ppm * _kelvin),
        new Term("drift of the offset", _figures.OffsetDriftVPerK * _kelvin),
        new Term("non-linearity",
            voltageV * _figures.Bent(voltageV / SlotDesign.FullScaleV, conditions.CalibrationV / SlotDesign.FullScaleV)),
        new Term("noise of a row", _figures.NoiseV / Math.Sqrt(SheetFigures.VoltagesPerS)),
        new Term("zero: code and noise", _figures.ZeroV),
        new Term("ageing of the reference, 1000 h", voltageV * _figures.Of(Ads122c04Sheet.ReferenceAgeingPpm) * Ppm,
            OnBench: false));

    /// <summary>Current of either sign, A.</summary>
    public UncertaintyBudget Current(double currentA) => UncertaintyBudget.Of(
        $"current, {currentA * 1e6:0} uA", "A",
        new Term("calibrator", Math.Abs(currentA) * conditions.CalibratorAmpPpm * Ppm),
        new Term("drift of reference, gain and shunt", Math.Abs(currentA) * _figures.ScaleDriftAPpmPerK * Ppm * _kelvin),
        new Term("drift of the offset", _figures.OffsetDriftAPerK * _kelvin),
        new Term("non-linearity", Math.Abs(currentA) * _figures.Bent(
            currentA / SlotDesign.FullScaleA, conditions.CalibrationA / SlotDesign.FullScaleA)),
        new Term("noise of a row", _figures.NoiseA / Math.Sqrt(SlotDesign.ConversionsPerS)),
        new Term("zero: code and noise", _figures.ZeroA),
        new Term("thermocouple of the shunt", _figures.ThermocoupleA),
        new Term("leakage of the sense leads", _figures.LeakageA),
        new Term("ageing of the reference, 1000 h", Math.Abs(currentA) * _figures.Of(Ads122c04Sheet.ReferenceAgeingPpm) * Ppm,
            OnBench: false),
        new Term("ageing of the shunt", Math.Abs(currentA) * _figures.Of(ShuntSheet.LoadLifePpm) * Ppm, OnBench: false));

    /// <summary>Temperature near 25 degC by the Pt1000, not calibrated, K.</summary>
    public UncertaintyBudget Temperature()
    {
        const double Ohm = SlotDesign.ThermometerR0Ohm * 1.0973;
        const double OhmPerK = SlotDesign.ThermometerR0Ohm * PlatinumSheet.SensitivityPerK;
        const double VoltPerK = OhmPerK * SlotDesign.ThermometerA;
        return UncertaintyBudget.Of(
            "temperature, not calibrated", "K",
            new Term("class of the Pt1000", _figures.Of(PlatinumSheet.ToleranceK)),
            new Term("reference resistor", Ohm * _figures.Of(ThinFilmSheet.TolerancePpm) * Ppm / OhmPerK),
            new Term("gain of the converter", Ohm * _figures.Of(Ads122c04Sheet.GainErrorPpm) * Ppm / OhmPerK),
            new Term("offset of the converter", _figures.Of(Ads122c04Sheet.OffsetV) / SlotDesign.ThermometerGain / VoltPerK),
            new Term("drift of the offset", _figures.Of(Ads122c04Sheet.BypassedOffsetDriftVPerK) * _kelvin / VoltPerK),
            new Term("noise of a reading", Ads122c04Sheet.NoiseOfGainV(SlotDesign.ThermometerGain) / VoltPerK),
            new Term("self-heating", _figures.Of(
                PlatinumSheet.SelfHeatingKPerW) * SlotDesign.ThermometerA * SlotDesign.ThermometerA * Ohm, OnBench: false),
            new Term("ageing of the Pt1000", _figures.Of(PlatinumSheet.AgeingK), OnBench: false));
    }

    /// <summary>Stack pressure on a tared and calibrated slot, MPa.</summary>
    public UncertaintyBudget Pressure(double pressureMpa)
    {
        const double Capacity = SlotDesign.LoadCellMpa;
        const double SignalV = LoadCellSheet.SensitivityPerV * Nau7802Sheet.ExcitationV;
        double areaShare = 2 * conditions.PistonMm / SlotDesign.PistonMm;
        return UncertaintyBudget.Of(
            $"stack pressure, {pressureMpa:0} MPa", "MPa",
            new Term("reference force", pressureMpa * conditions.ReferenceForcePpm * Ppm),
            new Term("drift of the load cell's zero", Capacity * _figures.Of(LoadCellSheet.ZeroDriftPpmPerK) * Ppm * _kelvin),
            new Term("drift of the load cell's sensitivity",
                pressureMpa * _figures.Of(LoadCellSheet.SensitivityDriftPpmPerK) * Ppm * _kelvin),
            new Term("drift of the converter's offset",
                Capacity * _figures.Of(Nau7802Sheet.OffsetDriftVPerK) * _kelvin / SignalV),
            new Term("drift of the converter's gain", pressureMpa * _figures.Of(Nau7802Sheet.GainDriftPpmPerK) * Ppm * _kelvin),
            new Term("noise of a row",
                Capacity * _figures.Of(Nau7802Sheet.NoiseAt10SpsV) / SignalV / Math.Sqrt(SlotDesign.LoadCellConversionsPerS)),
            new Term("area of the piston", pressureMpa * areaShare, OnBench: false),
            new Term("non-linearity and hysteresis", Capacity * _figures.Of(LoadCellSheet.NonLinearityPpm) * Ppm, OnBench: false),
            new Term("creep", pressureMpa * _figures.Of(LoadCellSheet.CreepPpm) * Ppm, OnBench: false));
    }
}
