using System;
using EdgeLogger.Firmware.Drivers.Ads122c04;
using EdgeLogger.VirtualBench.I2c;

namespace EdgeLogger.VirtualBench.Chips;

/// <summary>
/// An ADS122C04 as its I2C wires show it: commands byte for byte, four registers, conversions at the programmed rate of its own
/// clock, the conversion counter, both integrity modes. A conversion is the mean of its input over its own time. A conversion
/// nobody reads is never computed, which is what makes long simulations cheap.
/// </summary>
public sealed class SimulatedAds122c04 : ISimulatedChip
{
    private const double SecondsPerUs = 1e-6;

    private readonly Ads122c04FrontEnd _frontEnd;
    private readonly double _clockFactor;
    private readonly byte[] _registers = new byte[Ads122c04Registers.RegisterCount];

    private bool _converting;
    private double _periodUs;
    private double _nextEndUs;
    private byte _counter;
    private bool _dataReady;
    private bool _computed = true;
    private double _resultEndUs;
    private double _resultPeriodUs;
    private int _code;
    private byte _command;

    /// <summary>Creates a chip just after power-up.</summary>
    /// <param name="pins">The circuit around it.</param>
    /// <param name="errors">How it departs from the perfect chip.</param>
    /// <param name="seed">Decides its noise.</param>
    public SimulatedAds122c04(IAds122c04Pins pins, Ads122c04Errors errors, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(errors);
        _frontEnd = new Ads122c04FrontEnd(pins, errors, new NoiseSource(seed));
        _clockFactor = 1 + (errors.ClockErrorPpm * 1e-6);
        _frontEnd.Configure(_registers);
    }

    /// <summary>Conversions that ended since power-up, read or not.</summary>
    public long Conversions { get; private set; }

    /// <summary>
    /// While set, every conversion gives the code of the last one before: a converter whose input stage has died.
    /// </summary>
    public bool IsStuck { get; set; }

    /// <summary>The ready pin: true (the pin is low) from the end of a conversion until it is read.</summary>
    public bool IsDataReady(long uptimeUs)
    {
        Advance(uptimeUs);
        return _dataReady;
    }

    /// <summary>Power goes and comes back: everything as after power-up. Conversions stand still until the next start.</summary>
    public void LosePower()
    {
        Array.Clear(_registers);
        _frontEnd.Configure(_registers);
        _converting = false;
        _counter = 0;
        _dataReady = false;
        _code = 0;
        _computed = true;
        _command = 0;
    }

    /// <inheritdoc/>
    public bool Write(long uptimeUs, byte[] data, int count)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (count == 0)
        {
            return true;
        }

        _command = data[0];
        if ((_command & 0xF0) == Ads122c04Registers.CommandReadData)
        {
            return true;
        }

        Advance(uptimeUs);
        if ((_command & 0xF0) == Ads122c04Registers.CommandWriteRegister)
        {
            if (count > 1)
            {
                WriteRegister(uptimeUs, (_command >> 2) & 3, data[1]);
            }

            return true;
        }

        switch (_command & 0xFE)
        {
            case Ads122c04Registers.CommandReset:
                LosePower();
                break;
            case Ads122c04Registers.CommandStart:
                Start(uptimeUs);
                break;
            case Ads122c04Registers.CommandPowerDown:
                _converting = false;
                break;
        }

        return true;
    }

    /// <inheritdoc/>
    public bool Read(long uptimeUs, byte[] result, int count)
    {
        ArgumentNullException.ThrowIfNull(result);
        Advance(uptimeUs);
        if ((_command & 0xF0) == Ads122c04Registers.CommandReadData)
        {
            SendData(result, count);
        }
        else if ((_command & 0xF0) == Ads122c04Registers.CommandReadRegister)
        {
            int index = (_command >> 2) & 3;
            byte value = _registers[index];
            result[0] = index == 2 && _dataReady ? (byte)(value | Ads122c04Registers.DataReady) : value;
            AppendCheck(result, 1, count);
        }
        else
        {
            // Nothing was asked for: nobody pulls the line down.
            Array.Fill(result, (byte)0xFF, 0, count);
        }

        return true;
    }

    private void WriteRegister(long uptimeUs, int index, byte value)
    {
        int mask = index == 2 ? 0xFF & ~Ads122c04Registers.DataReady : index == 3 ? 0xFC : 0xFF;
        _registers[index] = (byte)(value & mask);
        if ((_registers[2] & Ads122c04Registers.DataCounter) == 0)
        {
            _counter = 0;
        }

        Compute();
        _frontEnd.Configure(_registers);
        if (_converting)
        {
            Start(uptimeUs);
        }
    }

    private void Start(long uptimeUs)
    {
        _converting = true;
        _periodUs = Ads122c04Timing.ConversionUs(_registers[1]) * _clockFactor;
        _nextEndUs = uptimeUs + (Ads122c04Timing.StartDelayUs(_registers[1]) * _clockFactor) + _periodUs;
    }

    private void Advance(long uptimeUs)
    {
        if (!_converting || uptimeUs < _nextEndUs)
        {
            return;
        }

        long ended = 1;
        if ((_registers[1] & Ads122c04Registers.Continuous) != 0)
        {
            ended += (long)((uptimeUs - _nextEndUs) / _periodUs);
            _resultEndUs = _nextEndUs + ((ended - 1) * _periodUs);
            _nextEndUs = _resultEndUs + _periodUs;
        }
        else
        {
            _resultEndUs = _nextEndUs;
            _converting = false;
        }

        _resultPeriodUs = _periodUs;
        Conversions += ended;
        _dataReady = true;
        _computed = false;
        if ((_registers[2] & Ads122c04Registers.DataCounter) != 0)
        {
            _counter += (byte)ended;
        }
    }

    private void Compute()
    {
        if (!_computed)
        {
            _computed = true;
            if (IsStuck)
            {
                return;
            }

            _code = _frontEnd.Convert((_resultEndUs - _resultPeriodUs) * SecondsPerUs, _resultEndUs * SecondsPerUs);
        }
    }

    private void SendData(byte[] result, int count)
    {
        Compute();
        _dataReady = false;
        int length = 0;
        if ((_registers[2] & Ads122c04Registers.DataCounter) != 0)
        {
            result[length++] = _counter;
        }

        for (int shift = 16; shift >= 0 && length < count; shift -= 8)
        {
            result[length++] = (byte)(_code >> shift);
        }

        AppendCheck(result, length, count);
    }

    private void AppendCheck(byte[] result, int length, int count)
    {
        int next = length;
        int mode = _registers[2] & 0x30;
        if (mode == Ads122c04Registers.IntegrityInverted)
        {
            for (int i = 0; i < length && next < count; i++)
            {
                result[next++] = (byte)~result[i];
            }
        }
        else if (mode == Ads122c04Registers.IntegrityCrc16)
        {
            ushort crc = Crc16Ccitt.Compute(result, length);
            for (int shift = 8; shift >= 0 && next < count; shift -= 8)
            {
                result[next++] = (byte)(crc >> shift);
            }
        }

        while (next < count)
        {
            result[next++] = 0xFF;
        }
    }
}
