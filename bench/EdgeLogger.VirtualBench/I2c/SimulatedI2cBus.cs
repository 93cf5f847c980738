using System;
using System.Collections.Generic;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.VirtualBench.Chips;

namespace EdgeLogger.VirtualBench.I2c;

/// <summary>
/// An I2C bus with simulated chips on it, and its faults. Transfers take no time; <see cref="UptimeUs"/> is the one clock of
/// everything on the bus and the caller that steps the firmware sets it first.
/// </summary>
public sealed class SimulatedI2cBus : II2cBus, IBusRecovery
{
    private const int AddressCount = 128;

    private readonly ISimulatedChip?[] _chips = new ISimulatedChip?[AddressCount];
    private readonly List<I2cFault> _faults = [];
    private SimulatedTca9548a? _multiplexer;
    private readonly NoiseSource _noise;
    private bool _faultless = true;
    private double _bitErrorRate;

    /// <summary>Creates an empty bus.</summary>
    /// <param name="seed">Decides which bits <see cref="BitErrorRate"/> turns over.</param>
    public SimulatedI2cBus(ulong seed = 1)
    {
        _noise = new NoiseSource(seed);
    }

    /// <summary>Now, us. Must not go back.</summary>
    public long UptimeUs { get; set; }

    /// <summary>Transfers since the start, failed ones included.</summary>
    public long Transfers { get; private set; }

    /// <summary>Chance of a byte to have one bit turned over, in either direction.</summary>
    public double BitErrorRate
    {
        get => _bitErrorRate;
        set
        {
            _bitErrorRate = value;
            _faultless = _faults.Count == 0 && value == 0 && _multiplexer is null;
        }
    }

    /// <summary>Puts a chip on the bus.</summary>
    /// <exception cref="ArgumentException">The address is taken.</exception>
    public void Attach(byte address, ISimulatedChip chip)
    {
        if (_chips[address] is not null)
        {
            throw new ArgumentException($"Address 0x{address:X2} is taken; give the chip another address or a bus of its own.",
                nameof(address));
        }

        _chips[address] = chip;
    }

    /// <summary>Puts a multiplexer on the bus, with the chips on its branches behind it.</summary>
    public void Attach(byte address, SimulatedTca9548a multiplexer)
    {
        Attach(address, (ISimulatedChip)multiplexer);
        _multiplexer = multiplexer;
        _faultless = false;
    }

    /// <summary>Times that the controller tried to free the bus.</summary>
    public int Clears { get; private set; }

    /// <inheritdoc/>
    public bool ClearBus()
    {
        Clears++;
        _faults.RemoveAll(fault => fault.EndsWithClear && UptimeUs >= fault.FromUs);
        return true;
    }

    /// <summary>Adds a fault to come. Faults over are dropped as time goes on.</summary>
    public void Inject(I2cFault fault)
    {
        _faults.Add(fault);
        _faultless = false;
    }

    /// <inheritdoc/>
    public I2cStatus Write(byte address, byte[] data, int count)
    {
        Transfers++;
        ISimulatedChip? chip = _chips[address] ?? _multiplexer?.Find(address);
        if (_faultless)
        {
            return chip is not null && chip.Write(UptimeUs, data, count) ? I2cStatus.Ok : I2cStatus.Nack;
        }

        I2cStatus status = FaultOf(address);
        if (status != I2cStatus.Ok)
        {
            return status;
        }

        return chip is not null && chip.Write(UptimeUs, Disturbed(data, count), count) ? I2cStatus.Ok : I2cStatus.Nack;
    }

    /// <inheritdoc/>
    public I2cStatus WriteRead(byte address, byte[] data, int writeCount, byte[] result, int readCount)
    {
        Transfers++;
        ISimulatedChip? chip = _chips[address] ?? _multiplexer?.Find(address);
        if (_faultless)
        {
            return chip is not null && chip.Write(UptimeUs, data, writeCount) && chip.Read(UptimeUs, result, readCount)
                ? I2cStatus.Ok
                : I2cStatus.Nack;
        }

        I2cStatus status = FaultOf(address);
        if (status != I2cStatus.Ok)
        {
            return status;
        }

        if (chip is null || !chip.Write(UptimeUs, Disturbed(data, writeCount), writeCount)
            || !chip.Read(UptimeUs, result, readCount))
        {
            return I2cStatus.Nack;
        }

        Disturb(result, readCount);
        return I2cStatus.Ok;
    }

    private I2cStatus FaultOf(byte address)
    {
        I2cStatus status = _multiplexer is { IsStuck: true } ? I2cStatus.BusStuck : I2cStatus.Ok;
        for (int i = _faults.Count - 1; i >= 0; i--)
        {
            I2cFault fault = _faults[i];
            if (fault.Strikes(address, UptimeUs))
            {
                status = fault.Status;
            }
            else if (UptimeUs >= fault.UntilUs)
            {
                _faults.RemoveAt(i);
                _faultless = _faults.Count == 0 && _bitErrorRate == 0 && _multiplexer is null;
            }
        }

        return status;
    }

    // The caller's bytes stay as they are: only the chip hears them wrong.
    private byte[] Disturbed(byte[] data, int count)
    {
        if (_bitErrorRate == 0)
        {
            return data;
        }

        byte[] heard = data.AsSpan(0, count).ToArray();
        Disturb(heard, count);
        return heard;
    }

    private void Disturb(byte[] bytes, int count)
    {
        for (int i = 0; i < count && _bitErrorRate > 0; i++)
        {
            if (_noise.NextUniform() < _bitErrorRate)
            {
                bytes[i] ^= (byte)(1 << (int)(_noise.NextBits() & 7));
            }
        }
    }
}
