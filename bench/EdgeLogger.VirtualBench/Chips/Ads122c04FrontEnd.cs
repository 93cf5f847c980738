using System;
using EdgeLogger.Firmware.Drivers.Ads122c04;
using EdgeLogger.Hardware.Parts;

namespace EdgeLogger.VirtualBench.Chips;

/// <summary>
/// The analogue half of a simulated ADS122C04: multiplexer, amplifier, reference, current sources and errors, from the mean
/// voltages at the pins to a code. What the registers decide is worked out when they are written.
/// </summary>
internal sealed class Ads122c04FrontEnd
{
    private const double CodesPerUnity = 1 << 23;
    private const double SupplyV = 3.3;
    private const double ReferenceTemperatureDegC = 25;
    private const double DegCPerSensorStep = 0.03125;
    private const int SensorStepShift = 10;

    private static readonly double[] s_excitationsA = [0, 10e-6, 50e-6, 100e-6, 250e-6, 500e-6, 1e-3, 1.5e-3];
    private static readonly int[] s_positivePins = [0, 0, 0, 1, 1, 1, 2, 3, 0, 1, 2, 3];
    private static readonly int[] s_negativePins = [1, 2, 3, 0, 2, 3, 3, 2, -1, -1, -1, -1];

    private readonly IAds122c04Pins _pins;
    private readonly Ads122c04Errors _errors;
    private readonly NoiseSource _noise;
    private readonly bool _drifts;
    private readonly double _square;
    private readonly double _cube;

    private Ads122c04Input _input;
    private bool _temperatureSensor;
    private int _positivePin;
    private int _negativePin;
    private Excitation _excitation;
    private double _codesPerVolt;
    private double _noiseV;
    private double _offsetV;
    private double _offsetDriftVPerK;
    private double _scaleDriftPerK;

    public Ads122c04FrontEnd(IAds122c04Pins pins, Ads122c04Errors errors, NoiseSource noise)
    {
        _pins = pins;
        _errors = errors;
        _noise = noise;
        // Over [-1, 1] a parabola a x^2 is a/2 off its best line at most, a cubic a x^3 a/4.
        _square = 2e-6 * errors.EvenNonLinearityPpm;
        _cube = 4e-6 * errors.OddNonLinearityPpm;
        _drifts = errors.OffsetDriftVPerK != 0 || errors.BypassedOffsetDriftVPerK != 0 || errors.GainDriftPpmPerK != 0
            || errors.ReferenceDriftPpmPerK != 0;
    }

    /// <summary>Takes the four registers over.</summary>
    public void Configure(byte[] registers)
    {
        _input = (Ads122c04Input)(registers[0] >> 4);
        _temperatureSensor = (registers[1] & Ads122c04Registers.TemperatureSensor) != 0;
        bool measuresPins = _input <= Ads122c04Input.Ain3Avss;
        _positivePin = measuresPins ? s_positivePins[(int)_input] : 0;
        _negativePin = measuresPins ? s_negativePins[(int)_input] : 0;
        _excitation = new Excitation(
            s_excitationsA[registers[2] & 7] * (1 + (_errors.ExcitationErrorPpm * 1e-6)),
            (Ads122c04Route)(registers[3] >> 5),
            (Ads122c04Route)((registers[3] >> 2) & 7));

        int gainField = GainField(registers[0]);
        double gain = 1 << gainField;
        bool isBypassed = IsBypassed(registers[0]);
        int selection = ReferenceSelection(registers[1]);
        _codesPerVolt = CodesPerUnity * gain * (1 + (_errors.GainErrorPpm * 1e-6)) / ReferenceV(selection);
        _noiseV = Ads122c04Timing.NoiseV(gainField, registers[1]) * _errors.NoiseFactor;
        _offsetV = isBypassed ? _errors.OffsetV / gain : _errors.OffsetV;
        _offsetDriftVPerK = isBypassed ? _errors.BypassedOffsetDriftVPerK : _errors.OffsetDriftVPerK;
        // A reference that grows makes codes smaller; a ratio to an external one does not know it.
        _scaleDriftPerK = (_errors.GainDriftPpmPerK - (selection == 0 ? _errors.ReferenceDriftPpmPerK : 0)) * 1e-6;
    }

    /// <summary>The code of a conversion over [t0, t1), s.</summary>
    public int Convert(double t0, double t1)
    {
        if (_temperatureSensor)
        {
            return (int)Math.Round(_pins.AmbientDegC(t0, t1) / DegCPerSensorStep) << SensorStepShift;
        }

        double inputV = InputV(t0, t1) + _offsetV;
        double codesPerVolt = _codesPerVolt;
        if (_drifts)
        {
            double kelvin = _pins.AmbientDegC(t0, t1) - ReferenceTemperatureDegC;
            inputV += kelvin * _offsetDriftVPerK;
            codesPerVolt *= 1 + (kelvin * _scaleDriftPerK);
        }

        if (_noiseV > 0)
        {
            inputV += _noiseV * _noise.NextNormal();
        }

        double share = inputV * codesPerVolt / CodesPerUnity;
        share += share * share * (_square + (share * _cube));
        double code = Math.Round(share * CodesPerUnity);
        return (int)Math.Clamp(code, Ads122c04Registers.MinCode, Ads122c04Registers.MaxCode);
    }

    private double InputV(double t0, double t1) => _input switch
    {
        <= Ads122c04Input.Ain3Avss => _pins.MeanDifferenceV(_positivePin, _negativePin, in _excitation, t0, t1),
        Ads122c04Input.ReferenceMonitor => _pins.ReferenceV(in _excitation) / 4,
        Ads122c04Input.SupplyMonitor => SupplyV / 4,
        _ => 0,
    };

    // The two monitors always use the internal reference.
    private int ReferenceSelection(byte register1)
        => _input is Ads122c04Input.ReferenceMonitor or Ads122c04Input.SupplyMonitor ? 0 : (register1 >> 1) & 3;

    private double ReferenceV(int selection) => selection switch
    {
        0 => Ads122c04Sheet.ReferenceV * (1 + (_errors.ReferenceErrorPpm * 1e-6)),
        1 => Math.Max(_pins.ReferenceV(in _excitation), 1e-3),
        _ => SupplyV,
    };

    private bool IsBypassed(byte register0)
        => (register0 & Ads122c04Registers.PgaBypass) != 0 || _input is >= Ads122c04Input.Ain0Avss and not Ads122c04Input.Shorted;

    private int GainField(byte register0)
    {
        int field = (register0 >> 1) & 7;
        if (_input is Ads122c04Input.ReferenceMonitor or Ads122c04Input.SupplyMonitor)
        {
            return 0;
        }

        return IsBypassed(register0) ? Math.Min(field, 2) : field;
    }
}
