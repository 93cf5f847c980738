using System;
using EdgeLogger.Hardware.Design;
using EdgeLogger.Hardware.Parts;

namespace EdgeLogger.Hardware.Budget;

/// <summary>The data sheets' figures as standard deviations at the slot's terminals.</summary>
internal sealed class SheetFigures(Grade grade, BudgetConditions conditions)
{
    private const double Root3 = 1.7320508075688772;

    /// <summary>Noise of one conversion of the current, A rms.</summary>
    public double NoiseA { get; } = Ads122c04Sheet.NoiseOfGainV(SlotDesign.CurrentGain) / SlotDesign.ShuntOhm;

    /// <summary>Noise of one conversion of the voltage, V rms.</summary>
    public double NoiseV { get; } = Ads122c04Sheet.NoiseOfGainV(1) * SlotDesign.Divider;

    /// <summary>Conversions of the voltage in a second: those that the thermometer takes are missing.</summary>
    public static double VoltagesPerS => SlotDesign.ConversionsPerS - (2 / SlotDesign.ThermometerPeriodS);

    /// <summary>Offset drift of the current, A/K.</summary>
    public double OffsetDriftAPerK => Of(Ads122c04Sheet.OffsetDriftVPerK) / SlotDesign.ShuntOhm;

    /// <summary>Offset drift of the voltage, V/K: two followers before the divider, the bypassed input after it.</summary>
    public double OffsetDriftVPerK => Hypot(
        Of(Ads122c04Sheet.BypassedOffsetDriftVPerK) * SlotDesign.Divider, Math.Sqrt(2) * Of(BufferSheet.OffsetDriftVPerK));

    /// <summary>Drift of the current's scale, ppm/K.</summary>
    public double ScaleDriftAPpmPerK => Hypot(ConverterDriftPpmPerK, Of(ShuntSheet.TcrPpmPerK));

    /// <summary>Drift of the voltage's scale, ppm/K.</summary>
    public double ScaleDriftVPpmPerK => Hypot(ConverterDriftPpmPerK, DividerDriftPpmPerK);

    /// <summary>
    /// Drift of the divider's ratio, ppm/K: two resistors, of which two thirds of the ratio stand on the upper one.
    /// </summary>
    public double DividerDriftPpmPerK => SlotDesign.DividerUpperOhm / (SlotDesign.DividerUpperOhm + SlotDesign.DividerLowerOhm)
        * Math.Sqrt(2) * Of(ThinFilmSheet.TcrPpmPerK);

    /// <summary>Thermocouple of the shunt's ends, A.</summary>
    public double ThermocoupleA => Of(ShuntSheet.ThermalEmfVPerK) * conditions.GradientK / SlotDesign.ShuntOhm;

    /// <summary>What the sense leads leak, A: not seen by the shunt.</summary>
    public double LeakageA => Hypot(conditions.LeakageA, Of(BufferSheet.InputCurrentA));

    /// <summary>Zero code being a whole code, and noise while it was averaged, A.</summary>
    public double ZeroA => Hypot(
        SlotDesign.CodeA / Math.Sqrt(12), NoiseA / Math.Sqrt(SlotDesign.ConversionsPerS * conditions.CalibrationS));

    /// <summary>The same, V.</summary>
    public double ZeroV => Hypot(SlotDesign.CodeV / Math.Sqrt(12), NoiseV / Math.Sqrt(VoltagesPerS * conditions.CalibrationS));

    /// <summary>Non-linearity, share of full scale.</summary>
    public double NonLinearity => Of(Ads122c04Sheet.NonLinearityPpm) * 1e-6;

    private double ConverterDriftPpmPerK => Hypot(Of(Ads122c04Sheet.GainDriftPpmPerK), Of(Ads122c04Sheet.ReferenceDriftPpmPerK));

    /// <summary>One standard deviation of a figure.</summary>
    public double Of(Spec spec) => grade switch
    {
        Grade.Typical => spec.Typical,
        _ => double.IsNaN(spec.Maximum) ? 2 * spec.Typical : Math.Max(spec.Typical, spec.Maximum / Root3),
    };

    /// <summary>Root of the sum of squares.</summary>
    public static double Hypot(params ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value * value;
        }

        return Math.Sqrt(sum);
    }

    /// <summary>
    /// Relative error by non-linearity at a share of full scale after a calibration at zero and at another share: a parabola (2 p
    /// x^2) and a cubic (4 p x^3), each of which is p off its best line at most. A sheet gives p, not the shape.
    /// </summary>
    public double Bent(double share, double calibratedShare) => Hypot(
        2 * NonLinearity * (share - calibratedShare), 4 * NonLinearity * ((share * share) - (calibratedShare * calibratedShare)));
}
