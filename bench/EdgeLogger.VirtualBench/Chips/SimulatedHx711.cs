using System;
using EdgeLogger.Firmware.Drivers.Hx711;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.VirtualBench.Cells;

namespace EdgeLogger.VirtualBench.Chips;

/// <summary>
/// An HX711 as its two pins show it: data low from the end of a conversion, 24 bits and one to three pulses that choose gain and
/// channel, off while the clock is high. The load cell is on channel A; channel B sees nothing.
/// </summary>
public sealed class SimulatedHx711 : IClockedPins
{
    private const double SecondsPerUs = 1e-6;
    private const double CodesPerUnity = 1 << 23;
    private const double NominalDegC = 25;
    private const double Never = double.MaxValue;

    private readonly ICellSignal _cell;
    private readonly SlotWiring _wiring;
    private readonly Hx711Errors _errors;
    private readonly NoiseSource _noise;
    private readonly Func<long> _uptimeUs;
    private readonly double _periodUs;
    private int _gain = 128;
    private double _endUs = Never;
    private double _clockHighUs = Never;
    private int _settling;
    private bool _isReady;
    private int _code;

    /// <summary>Creates a chip just after power-up.</summary>
    /// <param name="cell">Whose stack pressure it measures.</param>
    /// <param name="wiring">The load cell as it is.</param>
    /// <param name="errors">How it departs from the perfect chip.</param>
    /// <param name="fast">Pin RATE: 80 conversions a second.</param>
    /// <param name="seed">Decides its noise.</param>
    /// <param name="uptimeUs">The time of the bench.</param>
    public SimulatedHx711(ICellSignal cell, SlotWiring wiring, Hx711Errors errors, bool fast, ulong seed, Func<long> uptimeUs)
    {
        _cell = cell;
        _wiring = wiring;
        _errors = errors;
        _noise = new NoiseSource(seed);
        _uptimeUs = uptimeUs;
        _periodUs = Hx711Registers.ConversionTimeNs(fast) / 1000.0 * (1 + (errors.ClockErrorPpm * 1e-6));
        PowerUp(0);
    }

    /// <summary>Conversions since power-up, read or not, settled ones only.</summary>
    public long Conversions { get; private set; }

    /// <summary>The data wire: null as the chip drives it, else stuck high or low.</summary>
    public bool? DataStuckAt { get; set; }

    /// <summary>The next transfer has a pulse that is too long: the program was interrupted.</summary>
    public bool InterruptNextShift { get; set; }

    /// <summary>Gain of the conversions to come.</summary>
    public int Gain => _gain;

    /// <summary>Power goes and comes back.</summary>
    public void LosePower() => PowerUp(_uptimeUs());

    /// <inheritdoc/>
    public bool IsDataHigh()
    {
        Advance();
        return DataStuckAt ?? (IsOff || !_isReady);
    }

    /// <inheritdoc/>
    public bool Shift(int pulses, out int bits)
    {
        Advance();
        bits = 0;
        if (InterruptNextShift)
        {
            InterruptNextShift = false;
            PowerUp(_uptimeUs());
            return false;
        }

        for (int i = 0; i < pulses; i++)
        {
            bool high = i < Hx711Registers.DataBits ? ((_code >> (Hx711Registers.DataBits - 1 - i)) & 1) != 0 : true;
            bits = (bits << 1) | ((DataStuckAt ?? (high && !IsOff)) ? 1 : 0);
        }

        ChooseGain(pulses - Hx711Registers.DataBits);
        return true;
    }

    /// <inheritdoc/>
    public void HoldClock(bool high)
    {
        Advance();
        double nowUs = _uptimeUs();
        if (high)
        {
            _clockHighUs = Math.Min(_clockHighUs, nowUs);
        }
        else
        {
            bool wasOff = IsOff;
            _clockHighUs = Never;
            if (wasOff)
            {
                PowerUp(nowUs);
            }
        }
    }

    private bool IsOff => _uptimeUs() - _clockHighUs > Hx711Registers.PowerDownUs;

    private void PowerUp(double uptimeUs)
    {
        _gain = 128;
        _isReady = false;
        _settling = Hx711Registers.SettlingConversions - 1;
        _endUs = uptimeUs + _periodUs;
    }

    private void ChooseGain(int pulses)
    {
        int gain = pulses switch { 1 => 128, 2 => 32, 3 => 64, _ => _gain };
        if (pulses >= 1)
        {
            _isReady = false;
        }

        if (gain != _gain)
        {
            _gain = gain;
            _settling = Hx711Registers.SettlingConversions - 1;
        }
    }

    private void Advance()
    {
        double nowUs = IsOff ? _clockHighUs + Hx711Registers.PowerDownUs : _uptimeUs();
        while (nowUs >= _endUs)
        {
            // Conversions that nobody fetched are overwritten; only the last is worked out.
            long skipped = (long)((nowUs - _endUs) / _periodUs);
            double endUs = _endUs + (skipped * _periodUs);
            _endUs = endUs + _periodUs;
            long settled = Math.Max(0, skipped + 1 - _settling);
            _settling = (int)Math.Max(0, _settling - (skipped + 1));
            Conversions += settled;
            if (settled > 0)
            {
                _code = Convert((endUs - _periodUs) * SecondsPerUs, endUs * SecondsPerUs);
                _isReady = true;
            }
        }
    }

    private int Convert(double t0, double t1)
    {
        double kelvin = _cell.MeanTemperatureDegC(t0, t1) - NominalDegC;
        double bridge = _gain == 32 ? 0 : (_cell.MeanPressureMPa(t0, t1) * _wiring.BridgeRatioPerMPa) + _wiring.BridgeZeroRatio;
        double ratio = bridge + _errors.OffsetRatio + (kelvin * _errors.OffsetDriftRatioPerK)
            + (_errors.NoiseRatio > 0 ? _errors.NoiseRatio * Math.Sqrt(1e5 / _periodUs) * _noise.NextNormal() : 0);

        // Full scale is half the excitation over the gain.
        double code = ratio * 2 * _gain * CodesPerUnity * (1 + (kelvin * _errors.GainDriftPpmPerK * 1e-6));
        return (int)Math.Clamp(Math.Round(code), Hx711Registers.MinCode, Hx711Registers.MaxCode);
    }
}
