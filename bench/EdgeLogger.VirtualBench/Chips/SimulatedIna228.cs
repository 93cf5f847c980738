using System;
using EdgeLogger.Firmware.Drivers.Ina228;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.I2c;

namespace EdgeLogger.VirtualBench.Chips;

/// <summary>
/// An INA228 as its I2C wires show it: the register file with its power-up defaults, ids, flags, means and the two sums of 40
/// bits, which it carries on for every conversion on its own clock, read or not. The shunt is in the cell's lead, the bus pin at
/// the cell.
/// </summary>
public sealed class SimulatedIna228 : ISimulatedChip
{
    private const int RegisterCount = 0x40;
    private const double SecondsPerUs = 1e-6;
    private const double VoltCodesPerEnergyCode = 1 << 18;
    private const double NominalDegC = 25;
    private const int ConfigDefault = 0;
    private const int AdcConfigDefault = 0xFB68;
    private const int DiagnosisDefault = 0x0001;
    private const int DiagnosisWritable = 0xF000;
    private const int LatchedFlags =
        Ina228Registers.EnergyOverflow | Ina228Registers.ChargeOverflow | Ina228Registers.MathOverflow
        | Ina228Registers.ConversionReady;

    private static readonly double[] s_conversionUs = [50, 84, 150, 280, 540, 1052, 2074, 4120];
    private static readonly int[] s_averages = [1, 4, 16, 64, 128, 256, 512, 1024];

    private readonly ICellSignal _cell;
    private readonly SlotWiring _wiring;
    private readonly Ina228Errors _errors;
    private readonly NoiseSource _noise;
    private readonly int[] _registers = new int[RegisterCount];

    private byte _pointer;
    private double _startUs;
    private double _nominalRoundUs;
    private double _roundUs;
    private int _averaged;
    private long _rounds;
    private double _meanCode;
    private double _meanBusCode;
    private double _charge;
    private double _energy;

    /// <summary>Creates a chip just after power-up.</summary>
    public SimulatedIna228(ICellSignal cell, SlotWiring wiring, Ina228Errors errors, ulong seed)
    {
        _cell = cell;
        _wiring = wiring;
        _errors = errors;
        _noise = new NoiseSource(seed);
        LosePower(0);
    }

    /// <summary>Means that ended since power-up, read or not.</summary>
    public long Conversions { get; private set; }

    /// <summary>What the chip says it is; another value is another chip at this address.</summary>
    public int DeviceId { get; set; } = (Ina228Registers.Device << 4) | 1;

    private int Averages => s_averages[_registers[Ina228Registers.AdcConfig] & 7];

    /// <summary>Power goes and comes back: everything as after power-up, and it converts as its defaults say.</summary>
    public void LosePower(long uptimeUs)
    {
        Array.Clear(_registers);
        _registers[Ina228Registers.Config] = ConfigDefault;
        _registers[Ina228Registers.AdcConfig] = AdcConfigDefault;
        _registers[Ina228Registers.ShuntCalibration] = Ina228Registers.UnityCalibration;
        _registers[Ina228Registers.Diagnosis] = DiagnosisDefault;
        _charge = 0;
        _energy = 0;
        Start(uptimeUs);
    }

    /// <summary>Puts the sums near where a test wants them, in codes.</summary>
    public void PresetSums(double charge, double energy)
    {
        _charge = charge;
        _energy = energy;
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

        if (count >= 3)
        {
            WriteRegister(uptimeUs, _pointer, (data[1] << 8) | data[2]);
        }

        return true;
    }

    /// <inheritdoc/>
    public bool Read(long uptimeUs, byte[] result, int count)
    {
        ArgumentNullException.ThrowIfNull(result);
        Advance(uptimeUs);
        (ulong value, int length) = Register(_pointer);
        for (int i = 0; i < count; i++)
        {
            result[i] = i < length ? (byte)(value >> (8 * (length - 1 - i))) : (byte)0xFF;
        }

        return true;
    }

    private (ulong Value, int Length) Register(byte pointer)
    {
        switch (pointer)
        {
            case Ina228Registers.ShuntVoltage or 0x07:
                return ((ulong)(_registers[Ina228Registers.ShuntVoltage] & 0xFFFFF) << 4, 3);
            case Ina228Registers.BusVoltage:
                return ((ulong)(_registers[pointer] & 0xFFFFF) << 4, 3);
            case Ina228Registers.Charge:
                return (Sum(_charge, Ina228Registers.ChargeOverflow), 5);
            case Ina228Registers.Energy:
                return (Sum(_energy, Ina228Registers.EnergyOverflow), 5);
            case Ina228Registers.Diagnosis:
                int flags = _registers[pointer];
                _registers[pointer] &= ~(Ina228Registers.ConversionReady | Ina228Registers.MathOverflow);
                return ((ulong)flags, 2);
            case Ina228Registers.ManufacturerId:
                return (Ina228Registers.Manufacturer, 2);
            case Ina228Registers.DeviceId:
                return ((ulong)DeviceId, 2);
            default:
                return (pointer < RegisterCount ? (ulong)(_registers[pointer] & 0xFFFF) : 0xFFFF, 2);
        }
    }

    private ulong Sum(double sum, int overflowFlag)
    {
        _registers[Ina228Registers.Diagnosis] &= ~overflowFlag;
        return (ulong)(long)Math.Floor(sum) & 0xFF_FFFF_FFFF;
    }

    private void WriteRegister(long uptimeUs, byte register, int value)
    {
        switch (register)
        {
            case Ina228Registers.Config when (value & Ina228Registers.Reset) != 0:
                LosePower(uptimeUs);
                break;
            case Ina228Registers.Config:
                if ((value & Ina228Registers.ResetSums) != 0)
                {
                    _charge = 0;
                    _energy = 0;
                }

                _registers[register] = value & ~Ina228Registers.ResetSums;
                Start(uptimeUs);
                break;
            case Ina228Registers.AdcConfig:
                _registers[register] = value;
                Start(uptimeUs);
                break;
            case Ina228Registers.ShuntCalibration:
                _registers[register] = value & 0x7FFF;
                break;
            case Ina228Registers.Diagnosis:
                _registers[register] =
                    (value & DiagnosisWritable) | (_registers[register] & (LatchedFlags | Ina228Registers.MemoryGood));
                break;
            default:
                break;
        }
    }

    private void Start(long uptimeUs)
    {
        int config = _registers[Ina228Registers.AdcConfig];
        int mode = config >> 12;
        _nominalRoundUs = ((mode & 1) != 0 ? s_conversionUs[(config >> 9) & 7] : 0)
            + ((mode & 2) != 0 ? s_conversionUs[(config >> 6) & 7] : 0)
            + ((mode & 4) != 0 ? s_conversionUs[(config >> 3) & 7] : 0);
        _roundUs = _nominalRoundUs * (1 + (_errors.ClockErrorPpm * 1e-6));
        _startUs = uptimeUs;
        _rounds = 0;
        _averaged = 0;
        _meanCode = 0;
        _meanBusCode = 0;
        _registers[Ina228Registers.Diagnosis] &= ~Ina228Registers.ConversionReady;
    }

    // Conversions since the last look, in pieces that end where a mean ends.
    private void Advance(long uptimeUs)
    {
        bool runs = (_registers[Ina228Registers.AdcConfig] & 0x8000) != 0 && _nominalRoundUs > 0;
        long ended = runs ? (long)((uptimeUs - _startUs) / _roundUs) : 0;
        while (_rounds < ended)
        {
            // Magnitudes have to be summed conversion by conversion; without the bus voltage there are none.
            bool sumsPower = (_registers[Ina228Registers.AdcConfig] & 0x1000) != 0;
            int count = sumsPower ? 1 : (int)Math.Min(ended - _rounds, Averages - _averaged);
            Convert(count);
        }
    }

    private void Convert(int count)
    {
        double t0 = (_startUs + (_rounds * _roundUs)) * SecondsPerUs;
        double t1 = (_startUs + ((_rounds + count) * _roundUs)) * SecondsPerUs;
        double kelvin = _errors.OffsetDriftVPerK == 0 && _errors.GainDriftPpmPerK == 0
            ? 0
            : _cell.MeanTemperatureDegC(t0, t1) - NominalDegC;
        double code = ShuntCode(t0, t1, kelvin, count);
        double busCode = BusCode(t0, t1, count);
        _charge += code * count * _nominalRoundUs * SecondsPerUs;
        _energy += Math.Abs(code * busCode) / VoltCodesPerEnergyCode * count * _nominalRoundUs * SecondsPerUs;
        Wrap();
        _meanCode += code * count;
        _meanBusCode += busCode * count;
        _rounds += count;
        _averaged += count;
        if (_averaged >= Averages)
        {
            _registers[Ina228Registers.ShuntVoltage] = (int)Math.Round(_meanCode / _averaged);
            _registers[Ina228Registers.BusVoltage] = (int)Math.Round(_meanBusCode / _averaged);
            _registers[Ina228Registers.Diagnosis] |= Ina228Registers.ConversionReady;
            _averaged = 0;
            _meanCode = 0;
            _meanBusCode = 0;
            Conversions++;
        }
    }

    private double ShuntCode(double t0, double t1, double kelvin, int count)
    {
        bool narrow = (_registers[Ina228Registers.Config] & Ina228Registers.NarrowRange) != 0;
        double inputV = ((_cell.MeanCurrentA(t0, t1) + _wiring.LeakageA) * _wiring.ShuntOhm)
            + _errors.OffsetV + (kelvin * _errors.OffsetDriftVPerK) + Noise(_errors.NoiseV, count);
        double gain = 1 + ((_errors.GainErrorPpm + (kelvin * _errors.GainDriftPpmPerK)) * 1e-6);
        double code = inputV * gain / (Ina228Registers.ShuntCodeFemtoVolt(narrow) * 1e-15);
        code *= _registers[Ina228Registers.ShuntCalibration] / (double)Ina228Registers.UnityCalibration;
        return Math.Clamp(code, Ina228Registers.MinCode, Ina228Registers.MaxCode);
    }

    private double BusCode(double t0, double t1, int count)
    {
        if ((_registers[Ina228Registers.AdcConfig] & 0x1000) == 0)
        {
            return 0;
        }

        double inputV = (_cell.MeanVoltageV(t0, t1) / _wiring.Divider) + _errors.BusOffsetV + Noise(_errors.BusNoiseV, count);
        double code = inputV * (1 + (_errors.BusGainErrorPpm * 1e-6)) / (Ina228Registers.BusCodeTenthNanoVolt * 1e-10);
        return Math.Clamp(code, 0, Ina228Registers.MaxCode);
    }

    private double Noise(double rms, int count) => rms > 0 ? rms / Math.Sqrt(count) * _noise.NextNormal() : 0;

    private void Wrap()
    {
        const double Full = 1L << 40;
        if (Math.Abs(_charge) >= Full / 2)
        {
            _charge -= Math.Sign(_charge) * Full;
            _registers[Ina228Registers.Diagnosis] |= Ina228Registers.ChargeOverflow;
        }

        if (_energy >= Full)
        {
            _energy -= Full;
            _registers[Ina228Registers.Diagnosis] |= Ina228Registers.EnergyOverflow;
        }
    }
}
