using System;
using EdgeLogger.Firmware.Drivers.Ads1115;
using EdgeLogger.VirtualBench.I2c;

namespace EdgeLogger.VirtualBench.Chips;

/// <summary>
/// An ADS1115 as its I2C wires show it: four registers of 16 bits behind a pointer, single conversions on its own clock. A
/// conversion is the mean of its input over its own time.
/// </summary>
public sealed class SimulatedAds1115 : ISimulatedChip
{
    private const double SecondsPerUs = 1e-6;
    private const double NominalDegC = 25;
    private const double CodesPerUnity = 1 << 15;

    private static readonly int[] s_positivePins = [0, 0, 1, 2, 0, 1, 2, 3];
    private static readonly int[] s_negativePins = [1, 3, 3, 3, -1, -1, -1, -1];

    private readonly IAds1115Pins _pins;
    private readonly Ads1115Errors _errors;
    private readonly NoiseSource _noise;
    private readonly int[] _registers = new int[4];
    private int _pointer;
    private double _startUs;
    private double _endUs = double.MaxValue;

    /// <summary>Creates a chip just after power-up.</summary>
    public SimulatedAds1115(IAds1115Pins pins, Ads1115Errors errors, ulong seed)
    {
        _pins = pins;
        _errors = errors;
        _noise = new NoiseSource(seed);
        LosePower();
    }

    /// <summary>Conversions that ended since power-up.</summary>
    public long Conversions { get; private set; }

    /// <summary>While set, no conversion ends: a modulator whose clock has died.</summary>
    public bool IsStuck { get; set; }

    /// <summary>Power goes and comes back: everything as after power-up.</summary>
    public void LosePower()
    {
        _registers[Ads1115Registers.Conversion] = 0;
        _registers[Ads1115Registers.Config] = Ads1115Registers.ConfigDefault;
        _registers[Ads1115Registers.LowThreshold] = Ads1115Registers.LowThresholdDefault;
        _registers[Ads1115Registers.HighThreshold] = Ads1115Registers.HighThresholdDefault;
        _endUs = double.MaxValue;
        _pointer = 0;
    }

    /// <inheritdoc/>
    public bool Write(long uptimeUs, byte[] data, int count)
    {
        ArgumentNullException.ThrowIfNull(data);
        Advance(uptimeUs);
        if (count > 0)
        {
            _pointer = data[0] & 3;
        }

        if (count >= 3 && _pointer != Ads1115Registers.Conversion)
        {
            int value = (data[1] << 8) | data[2];
            if (_pointer == Ads1115Registers.Config)
            {
                WriteConfig(uptimeUs, value);
            }
            else
            {
                _registers[_pointer] = value;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public bool Read(long uptimeUs, byte[] result, int count)
    {
        ArgumentNullException.ThrowIfNull(result);
        Advance(uptimeUs);
        int value = _registers[_pointer];
        for (int i = 0; i < count; i++)
        {
            result[i] = i == 0 ? (byte)(value >> 8) : i == 1 ? (byte)value : (byte)0xFF;
        }

        return true;
    }

    private void WriteConfig(long uptimeUs, int value)
    {
        _registers[Ads1115Registers.Config] = value | Ads1115Registers.OperationalStatus;
        if ((value & Ads1115Registers.OperationalStatus) != 0)
        {
            _registers[Ads1115Registers.Config] &= ~Ads1115Registers.OperationalStatus;
            _startUs = uptimeUs;
            _endUs = uptimeUs
                + (Ads1115Registers.ConversionTimeUs((Ads1115Rate)((value >> 5) & 7)) * (1 + (_errors.ClockErrorPpm * 1e-6)));
        }
    }

    private void Advance(long uptimeUs)
    {
        if (uptimeUs < _endUs || IsStuck)
        {
            return;
        }

        _registers[Ads1115Registers.Conversion] = Convert(_startUs * SecondsPerUs, _endUs * SecondsPerUs) & 0xFFFF;
        _registers[Ads1115Registers.Config] |= Ads1115Registers.OperationalStatus;
        _endUs = double.MaxValue;
        Conversions++;
    }

    private int Convert(double t0, double t1)
    {
        int config = _registers[Ads1115Registers.Config];
        int input = (config >> 12) & 7;
        double inputV = _pins.PinV(s_positivePins[input], t0, t1);
        inputV -= s_negativePins[input] < 0 ? 0 : _pins.PinV(s_negativePins[input], t0, t1);
        double kelvin = _pins.AmbientDegC(t0, t1) - NominalDegC;
        double gain = 1 + ((_errors.GainErrorPpm + (kelvin * _errors.GainDriftPpmPerK)) * 1e-6);
        double fullScaleV = Ads1115Registers.FullScaleMicroVolt((Ads1115Range)Math.Min((config >> 9) & 7, 5)) * 1e-6;
        double code = (inputV * gain / fullScaleV * CodesPerUnity) + _errors.OffsetCodes
            + (kelvin * _errors.OffsetDriftCodesPerK);
        code += _errors.NoiseCodes > 0 ? _errors.NoiseCodes * _noise.NextNormal() : 0;
        return (int)Math.Clamp(Math.Round(code), Ads1115Registers.MinCode, Ads1115Registers.MaxCode);
    }
}
