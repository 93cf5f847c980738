using System;
using System.Collections.Generic;

namespace EdgeLogger.Hardware.Parts;

/// <summary>
/// ADS122C04 (Texas Instruments, SBAS751B): 24 bit, amplifier, reference and current sources. Its analogue half is that of the
/// ADS1220 (SBAS501), with which the figures marked so were checked. The simulated chip takes its errors from here.
/// </summary>
public static class Ads122c04Sheet
{
    private const string Electrical = "6.5 Electrical Characteristics, ";
    private const string Ads1220Thread = "ADS1220 offset and gain drift specs, TI E2E forum 618804 (same analogue half)";

    /// <summary>Nominal internal reference, V.</summary>
    public const double ReferenceV = 2.048;

    /// <summary>Modulator clock in normal mode, Hz: the frequency that an anti-alias filter has to stop.</summary>
    public const double ModulatorHz = 256e3;

    /// <summary>Smallest voltage of an external reference, V.</summary>
    public const double LeastExternalReferenceV = 0.75;

    private static readonly double[] s_noiseAt20SpsV = [3.71e-6, 1.54e-6, 1.15e-6, 0.80e-6, 0.35e-6, 0.17e-6, 0.10e-6, 0.09e-6];

    /// <summary>Offset at the input with the PGA, V; without it, this over the gain.</summary>
    public static Spec OffsetV { get; } = new(4e-6, 30e-6, Electrical + "input offset voltage, 25 degC", Ads1220Thread);

    /// <summary>Its drift, V/K. The gain-1 input bypasses the PGA: 0.25 uV/K typical there.</summary>
    public static Spec OffsetDriftVPerK { get; } = new(0.08e-6, 0.3e-6, Electrical + "offset drift, PGA enabled, -40 to 85 degC");

    /// <summary>Drift of the offset with the PGA bypassed, V/K.</summary>
    public static Spec BypassedOffsetDriftVPerK
    { get; } = new(0.25e-6, double.NaN, Electrical + "offset drift, PGA disabled", Ads1220Thread);

    /// <summary>Gain error, ppm.</summary>
    public static Spec GainErrorPpm { get; } = new(100, 500, Electrical + "gain error, 25 degC");

    /// <summary>Its drift, ppm/K.</summary>
    public static Spec GainDriftPpmPerK { get; } = new(1, 4, Electrical + "gain drift");

    /// <summary>Integral non-linearity, ppm of full scale, best fit.</summary>
    public static Spec NonLinearityPpm { get; } = new(6, 15, Electrical + "integral nonlinearity, best fit");

    /// <summary>Error of the internal reference, ppm: 2.045 to 2.051 V.</summary>
    public static Spec ReferenceErrorPpm { get; } = new(200, 1465, Electrical + "reference voltage, 25 degC");

    /// <summary>Its drift, ppm/K.</summary>
    public static Spec ReferenceDriftPpmPerK { get; } = new(5, 40, Electrical + "reference drift, -40 to 125 degC");

    /// <summary>Its drift in the first 1000 h, ppm.</summary>
    public static Spec ReferenceAgeingPpm
    { get; } = new(110, double.NaN, Electrical + "reference long-term drift, 1000 h", Ads1220Thread);

    /// <summary>Error of the clock, ppm.</summary>
    public static Spec ClockErrorPpm { get; } = new(10_000, 20_000, Electrical + "internal oscillator accuracy");

    /// <summary>Error of the current sources, ppm.</summary>
    public static Spec ExcitationErrorPpm { get; } = new(10_000, 60_000, Electrical + "IDAC accuracy");

    /// <summary>Current into an input, PGA on, A.</summary>
    public static Spec InputCurrentA { get; } = new(1e-9, double.NaN, Electrical + "differential input current, PGA enabled");

    /// <summary>Current into an input, PGA bypassed, A.</summary>
    public static Spec BypassedInputCurrentA
    { get; } = new(5e-9, double.NaN, Electrical + "differential input current, PGA disabled");

    /// <summary>Its drift, A/K.</summary>
    public static Spec BypassedInputCurrentDriftAPerK
    { get; } = new(10e-12, double.NaN, Electrical + "input current drift, PGA disabled");

    /// <summary>The sheet.</summary>
    public static Sheet Sheet { get; } = new("ADS122C04IPWR", "Texas Instruments", "SBAS751B", new KeyValuePair<string, Spec>[]
    {
        Parts.Sheet.Row(nameof(OffsetV), OffsetV),
        Parts.Sheet.Row(nameof(OffsetDriftVPerK), OffsetDriftVPerK),
        Parts.Sheet.Row(nameof(BypassedOffsetDriftVPerK), BypassedOffsetDriftVPerK),
        Parts.Sheet.Row(nameof(GainErrorPpm), GainErrorPpm),
        Parts.Sheet.Row(nameof(GainDriftPpmPerK), GainDriftPpmPerK),
        Parts.Sheet.Row(nameof(NonLinearityPpm), NonLinearityPpm),
        Parts.Sheet.Row(nameof(ReferenceErrorPpm), ReferenceErrorPpm),
        Parts.Sheet.Row(nameof(ReferenceDriftPpmPerK), ReferenceDriftPpmPerK),
        Parts.Sheet.Row(nameof(ReferenceAgeingPpm), ReferenceAgeingPpm),
        Parts.Sheet.Row(nameof(ClockErrorPpm), ClockErrorPpm),
        Parts.Sheet.Row(nameof(ExcitationErrorPpm), ExcitationErrorPpm),
        Parts.Sheet.Row(nameof(InputCurrentA), InputCurrentA),
        Parts.Sheet.Row(nameof(BypassedInputCurrentA), BypassedInputCurrentA),
        Parts.Sheet.Row(nameof(BypassedInputCurrentDriftAPerK), BypassedInputCurrentDriftAPerK),
    });

    /// <summary>
    /// Input-referred noise at 20 conversions a second, normal mode, PGA on, internal reference, V rms: 7.1 Noise Performance,
    /// table of uVrms at 3.3 V. Not checked.
    /// </summary>
    /// <param name="gainField">Gain as a power of two, 0 to 7.</param>
    public static double NoiseAt20SpsV(int gainField) => s_noiseAt20SpsV[gainField];

    /// <summary>The same by gain, 1 to 128.</summary>
    public static double NoiseOfGainV(int gain) => s_noiseAt20SpsV[(int)Math.Log2(gain)];
}
