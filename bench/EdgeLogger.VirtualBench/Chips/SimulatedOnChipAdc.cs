using System;
using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.VirtualBench.Chips;

/// <summary>
/// The curve of an ESP32's converter at its widest range: nothing below a threshold, a slope that is off by the reference's
/// error, a bend towards the end, and noise of some codes (ESP32 data sheet and ESP-IDF programming guide, "ADC", minimizing
/// noise and calibration).
/// </summary>
public sealed class SimulatedOnChipAdc(ulong seed) : IOnChipAdc
{
    private const double FullScaleMilliVolt = 3100;
    private const double BendMilliVolt = 2450;
    private const int MaxCode = 4095;

    private readonly NoiseSource _noise = new(seed);
    private readonly double[] _inputsMilliVolt = new double[10];

    /// <summary>Below this, every code is 0.</summary>
    public double ThresholdMilliVolt { get; init; } = 100;

    /// <summary>Error of the slope, ppm: up to 100,000 from chip to chip.</summary>
    public double SlopeErrorPpm { get; init; }

    /// <summary>Noise, codes rms.</summary>
    public double NoiseCodes { get; init; } = 4;

    /// <summary>While set, conversions fail, as on a pin that Wi-Fi has taken.</summary>
    public bool IsTaken { get; set; }

    /// <summary>Applies a voltage.</summary>
    public void Apply(int channel, double milliVolt) => _inputsMilliVolt[channel] = milliVolt;

    /// <inheritdoc/>
    public int Read(int channel)
    {
        if (IsTaken)
        {
            return -1;
        }

        double milliVolt = _inputsMilliVolt[channel];
        if (milliVolt < ThresholdMilliVolt)
        {
            return 0;
        }

        // Above the bend the curve is steeper and reaches the end early.
        double bent = milliVolt <= BendMilliVolt ? milliVolt : milliVolt + ((milliVolt - BendMilliVolt) * 0.25);
        double code = bent * (1 + (SlopeErrorPpm * 1e-6)) / FullScaleMilliVolt * MaxCode;
        code += NoiseCodes > 0 ? NoiseCodes * _noise.NextNormal() : 0;
        return (int)Math.Clamp(Math.Round(code), 0, MaxCode);
    }
}
