using System;
using EdgeLogger.Firmware.Drivers.Nau7802;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.I2c;

namespace EdgeLogger.VirtualBench.Chips;

/// <summary>
/// A NAU7802 as its I2C wires show it: the register file with its power-up defaults, the power-up handshake, calibration,
/// conversions at the programmed rate of its own clock. The load cell is excited and referenced by the chip's regulator.
/// </summary>
public sealed class SimulatedNau7802 : ISimulatedChip
{
    private const int RegisterCount = 0x20;
    private const double DigitalPowerUpUs = 200;
    private const int CalibrationConversions = 4;
    private const double CodesPerUnity = 1 << 23;
    private const byte Writable = 0xD7;
    private const byte RunningBits =
        Nau7802Registers.PowerUpDigital | Nau7802Registers.PowerUpAnalog | Nau7802Registers.CycleStart;

    private readonly ICellSignal _cell;
    private readonly SlotWiring _wiring;
    private readonly Nau7802Errors _errors;
    private readonly NoiseSource _noise;
    private readonly byte[] _registers = new byte[RegisterCount];

    private int _pointer;
    private double _digitalUpUs;
    private double _calibratedUs;
    private double _offsetRatio;
    private double _nextEndUs;
    private double _resultEndUs;
    private bool _computed = true;

    /// <summary>Creates a chip just after power-up.</summary>
    public SimulatedNau7802(ICellSignal cell, SlotWiring wiring, Nau7802Errors errors, ulong seed)
    {
        _cell = cell;
        _wiring = wiring;
        _errors = errors;
        _noise = new NoiseSource(seed);
        LosePower();
    }

    /// <summary>Conversions that ended since power-up, read or not.</summary>
    public long Conversions { get; private set; }

    private bool IsRunning => (_registers[Nau7802Registers.PowerUpControl] & RunningBits) == RunningBits;

    private double PeriodUs
    {
        get
        {
            double nominal = Nau7802Registers.ConversionTimeNs(
                (Nau7802Rate)((_registers[Nau7802Registers.Control2] >> 4) & 7)) / 1000.0;
            return nominal * (1 + (_errors.ClockErrorPpm * 1e-6));
        }
    }

    /// <summary>Power goes and comes back: everything as after power-up.</summary>
    public void LosePower()
    {
        Array.Clear(_registers);
        _registers[0x07] = 0x80;
        _registers[0x0E] = 0x80;
        _registers[Nau7802Registers.Revision] = 0x0F;
        _offsetRatio = _errors.OffsetRatio;
        _computed = true;
        _digitalUpUs = double.MaxValue;
        _calibratedUs = double.MaxValue;
    }

    /// <inheritdoc/>
    public bool Write(long uptimeUs, byte[] data, int count)
    {
        ArgumentNullException.ThrowIfNull(data);
        Advance(uptimeUs);
        if (count > 0)
        {
            _pointer = data[0];
        }

        for (int i = 1; i < count; i++)
        {
            WriteRegister(uptimeUs, _pointer++, data[i]);
        }

        return true;
    }

    /// <inheritdoc/>
    public bool Read(long uptimeUs, byte[] result, int count)
    {
        ArgumentNullException.ThrowIfNull(result);
        Advance(uptimeUs);
        for (int i = 0; i < count; i++)
        {
            int register = _pointer++;
            if (register == Nau7802Registers.Output)
            {
                Compute();
                _registers[Nau7802Registers.PowerUpControl] &= 0xFF & ~Nau7802Registers.CycleReady;
            }

            result[i] = register < RegisterCount ? _registers[register] : (byte)0xFF;
        }

        return true;
    }

    private void WriteRegister(long uptimeUs, int register, byte value)
    {
        switch (register)
        {
            case Nau7802Registers.PowerUpControl:
                WritePowerUp(uptimeUs, value);
                break;
            case Nau7802Registers.Control2:
                _registers[register] = (byte)(value & ~Nau7802Registers.CalibrationError);
                if ((value & Nau7802Registers.Calibrate) != 0)
                {
                    _calibratedUs = uptimeUs + (CalibrationConversions * PeriodUs);
                }

                break;
            case < RegisterCount and not Nau7802Registers.Revision:
                _registers[register] = value;
                break;
        }
    }

    private void WritePowerUp(long uptimeUs, byte value)
    {
        if ((value & Nau7802Registers.RegisterReset) != 0)
        {
            LosePower();
            return;
        }

        bool ran = IsRunning;
        byte old = _registers[Nau7802Registers.PowerUpControl];
        _registers[Nau7802Registers.PowerUpControl] = (byte)((value & Writable) | (old & ~Writable));
        if ((value & Nau7802Registers.PowerUpDigital) != 0 && (old & Nau7802Registers.PowerUpDigital) == 0)
        {
            _digitalUpUs = uptimeUs + DigitalPowerUpUs;
        }

        if (IsRunning && !ran)
        {
            _nextEndUs = uptimeUs + PeriodUs;
        }
    }

    private void Advance(long uptimeUs)
    {
        if (uptimeUs >= _digitalUpUs)
        {
            _registers[Nau7802Registers.PowerUpControl] |= Nau7802Registers.PowerUpReady;
            _digitalUpUs = double.MaxValue;
        }

        if (uptimeUs >= _calibratedUs)
        {
            _registers[Nau7802Registers.Control2] &= 0xFF & ~Nau7802Registers.Calibrate;
            _offsetRatio = 0;
            _calibratedUs = double.MaxValue;
        }

        if (IsRunning && uptimeUs >= _nextEndUs)
        {
            double period = PeriodUs;
            long ended = 1 + (long)((uptimeUs - _nextEndUs) / period);
            _resultEndUs = _nextEndUs + ((ended - 1) * period);
            _nextEndUs = _resultEndUs + period;
            _computed = false;
            Conversions += ended;
            _registers[Nau7802Registers.PowerUpControl] |= Nau7802Registers.CycleReady;
        }
    }

    private void Compute()
    {
        if (_computed)
        {
            return;
        }

        _computed = true;
        double startS = (_resultEndUs - PeriodUs) * 1e-6;
        double endS = _resultEndUs * 1e-6;
        double kelvin = _cell.MeanTemperatureDegC(startS, endS) - SlotWiring.DriftsFromDegC;
        double signal = _cell.MeanPressureMPa(
            startS, endS) * _wiring.BridgeRatioPerMPa * (1 + (kelvin * _wiring.BridgePpmPerK * 1e-6));
        double ratio = signal + _wiring.BridgeZeroRatio + _offsetRatio
            + (kelvin * (_errors.OffsetDriftRatioPerK + _wiring.BridgeZeroDriftRatioPerK))
            + (_errors.NoiseRatio * _noise.NextNormal());
        double scale = 1 + ((_errors.GainErrorPpm + (kelvin * _errors.GainDriftPpmPerK)) * 1e-6);

        // Full scale is half the reference over the gain.
        double gain = 1 << (_registers[Nau7802Registers.Control1] & 7);
        double code = Math.Round(ratio * gain * 2 * CodesPerUnity * scale);
        int clamped = (int)Math.Clamp(code, Nau7802Registers.MinCode, Nau7802Registers.MaxCode);
        _registers[Nau7802Registers.Output] = (byte)(clamped >> 16);
        _registers[Nau7802Registers.Output + 1] = (byte)(clamped >> 8);
        _registers[Nau7802Registers.Output + 2] = (byte)clamped;
    }
}
