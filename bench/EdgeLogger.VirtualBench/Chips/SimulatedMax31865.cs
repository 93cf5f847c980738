using System;
using EdgeLogger.Firmware.Drivers.Max31865;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.VirtualBench.Cells;

namespace EdgeLogger.VirtualBench.Chips;

/// <summary>
/// A MAX31865 as its SPI wires show it: eight registers with an address that counts on, bias, single conversions, the fault
/// detection cycle and its bits, for a platinum thermometer that may have lost a lead.
/// </summary>
public sealed class SimulatedMax31865 : ISpiDevice
{
    private const double SecondsPerUs = 1e-6;
    private const double DetectionUs = 510;
    private const double Conversion50HzUs = 62500;
    private const double Conversion60HzUs = 52000;
    private const byte SelfClearing = Max31865Registers.OneShot | Max31865Registers.DetectionMask | Max31865Registers.ClearFaults;

    private readonly ICellSignal _cell;
    private readonly SlotWiring _wiring;
    private readonly Max31865Errors _errors;
    private readonly NoiseSource _noise;
    private readonly Func<long> _uptimeUs;
    private readonly byte[] _registers = new byte[Max31865Registers.RegisterCount];
    private double _conversionStartUs;
    private double _conversionEndUs = double.MaxValue;
    private double _detectionEndUs = double.MaxValue;

    /// <summary>Creates a chip just after power-up.</summary>
    /// <param name="cell">Whose temperature it measures.</param>
    /// <param name="wiring">Thermometer and reference resistor as they are.</param>
    /// <param name="errors">How it departs from the perfect chip.</param>
    /// <param name="seed">Decides its noise.</param>
    /// <param name="uptimeUs">The time of the bench.</param>
    public SimulatedMax31865(ICellSignal cell, SlotWiring wiring, Max31865Errors errors, ulong seed, Func<long> uptimeUs)
    {
        _cell = cell;
        _wiring = wiring;
        _errors = errors;
        _noise = new NoiseSource(seed);
        _uptimeUs = uptimeUs;
        LosePower();
    }

    /// <summary>What has become of the thermometer.</summary>
    public SensorLead Lead { get; set; }

    /// <summary>While set, nobody drives the data line: a chip that is not there.</summary>
    public bool IsUnplugged { get; set; }

    /// <summary>While set, the controller reports a failure.</summary>
    public bool IsControllerFailed { get; set; }

    /// <summary>Turns over one bit of the byte at this place of the next transfer; below 0: of none.</summary>
    public int DisturbNextByte { get; set; } = -1;

    /// <summary>Conversions since power-up.</summary>
    public long Conversions { get; private set; }

    /// <summary>Power goes and comes back: everything as after power-up.</summary>
    public void LosePower()
    {
        Array.Clear(_registers);
        _registers[Max31865Registers.HighThreshold] = 0xFF;
        _registers[Max31865Registers.HighThreshold + 1] = 0xFF;
        _conversionEndUs = double.MaxValue;
        _detectionEndUs = double.MaxValue;
    }

    /// <inheritdoc/>
    public bool Transfer(byte[] write, byte[] read, int count)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(read);
        if (IsControllerFailed)
        {
            return false;
        }

        Array.Fill(read, (byte)0xFF, 0, count);
        if (IsUnplugged)
        {
            return true;
        }

        long uptimeUs = _uptimeUs();
        Advance(uptimeUs);
        int address = write[0] & 0x7F;
        for (int i = 1; i < count; i++, address = (address + 1) % Max31865Registers.RegisterCount)
        {
            if ((write[0] & Max31865Registers.WriteFlag) == 0)
            {
                read[i] = _registers[address];
            }
            else
            {
                WriteRegister(uptimeUs, address, write[i]);
            }
        }

        if (DisturbNextByte >= 0)
        {
            read[Math.Min(DisturbNextByte, count - 1)] ^= 0x10;
            DisturbNextByte = -1;
        }

        return true;
    }

    private void WriteRegister(long uptimeUs, int address, byte value)
    {
        if (address is >= Max31865Registers.HighThreshold and < Max31865Registers.FaultStatus)
        {
            _registers[address] = value;
        }
        else if (address == Max31865Registers.Config)
        {
            Configure(uptimeUs, value);
        }
    }

    private void Configure(long uptimeUs, byte value)
    {
        if ((value & Max31865Registers.ClearFaults) != 0)
        {
            _registers[Max31865Registers.FaultStatus] = 0;
            _registers[Max31865Registers.Ratio + 1] &= 0xFE;
        }

        _registers[Max31865Registers.Config] = (byte)(value & ~Max31865Registers.ClearFaults);
        if ((value & Max31865Registers.DetectionMask) == Max31865Registers.DetectFaults)
        {
            _detectionEndUs = uptimeUs + DetectionUs;
        }
        else if ((value & (Max31865Registers.OneShot | Max31865Registers.Automatic)) == Max31865Registers.OneShot)
        {
            _conversionStartUs = uptimeUs;
            _conversionEndUs = uptimeUs + ((value & Max31865Registers.Filter50Hz) != 0 ? Conversion50HzUs : Conversion60HzUs);
        }
    }

    private void Advance(long uptimeUs)
    {
        if (uptimeUs >= _detectionEndUs)
        {
            _detectionEndUs = double.MaxValue;
            _registers[Max31865Registers.Config] &= 0xFF & ~SelfClearing;
            _registers[Max31865Registers.FaultStatus] |= DetectedFaults();
            FlagFaults();
        }

        if (uptimeUs >= _conversionEndUs)
        {
            _registers[Max31865Registers.Config] &= 0xFF & ~SelfClearing;
            Convert(_conversionStartUs * SecondsPerUs, _conversionEndUs * SecondsPerUs);
            _conversionEndUs = double.MaxValue;
        }
    }

    // Tables 10 to 12 of the data sheet: an open thermometer pulls REFIN- up, a shorted lead keeps RTDIN- low.
    private byte DetectedFaults() => Lead switch
    {
        SensorLead.Open => Max31865Registers.FaultReferenceHigh,
        SensorLead.Shorted => Max31865Registers.FaultInputLow,
        _ => 0,
    };

    private void Convert(double t0, double t1)
    {
        int code = Lead switch
        {
            SensorLead.Open => Max31865Registers.MaxCode,
            SensorLead.Shorted => 0,
            _ => (_registers[Max31865Registers.Config] & Max31865Registers.Bias) == 0 ? 0 : Code(t0, t1),
        };
        Conversions++;
        _registers[Max31865Registers.Ratio] = (byte)(code >> 7);
        _registers[Max31865Registers.Ratio + 1] = (byte)(code << 1);
        int high = Threshold(Max31865Registers.HighThreshold);
        int low = Threshold(Max31865Registers.LowThreshold);
        _registers[Max31865Registers.FaultStatus] |= (byte)(
            (code >= high ? Max31865Registers.FaultHigh : 0) | (code <= low ? Max31865Registers.FaultLow : 0));
        FlagFaults();
    }

    private int Code(double t0, double t1)
    {
        double ratio = (_wiring.ThermometerOhm(_cell.MeanTemperatureDegC(t0, t1)) / _wiring.ThermometerReferenceOhm)
            + (_errors.RatioErrorPpm * 1e-6);
        double code = (ratio * Max31865Registers.CodesPerUnity)
            + (_errors.NoiseCodes > 0 ? _errors.NoiseCodes * _noise.NextNormal() : 0);
        return (int)Math.Clamp(Math.Round(code), 0, Max31865Registers.MaxCode);
    }

    private int Threshold(int address) => ((_registers[address] << 8) | _registers[address + 1]) >> 1;

    private void FlagFaults()
    {
        if (_registers[Max31865Registers.FaultStatus] != 0)
        {
            _registers[Max31865Registers.Ratio + 1] |= 1;
        }
    }
}

/// <summary>What has become of a thermometer or its leads.</summary>
public enum SensorLead
{
    Whole,
    Open,
    Shorted,
}
