using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Firmware.Drivers.Ina228;

/// <summary>
/// An INA228 on a shunt: continuous means of 16 conversions for the rows, and the sums of charge and energy, which the chip keeps
/// of every conversion, whether anybody reads it or not. The sums run on over their end and are never reset; what counts is how
/// far they went between two readings. The chip sends no check, so everything is read twice.
/// </summary>
public sealed class Ina228 : I2cConverter
{
    private const int SumLength = 5;
    private const int MeanLength = 3;
    private const int LastStep = 9;

    private readonly bool _withVoltage;
    private readonly int _config;
    private readonly int _adcConfig;
    private readonly byte[] _command = new byte[3];
    private readonly byte[] _reply = new byte[SumLength];
    private readonly byte[] _first = new byte[SumLength];
    private int _step;
    private int _nextChecked;
    private bool _isReady;
    private bool _hasSums;
    private long _charge;
    private long _energy;

    /// <summary>Creates a driver.</summary>
    /// <param name="bus">The chip's bus.</param>
    /// <param name="address">0x40 to 0x4F.</param>
    /// <param name="narrowRange">+-40.96 mV at the shunt; else +-163.84 mV.</param>
    /// <param name="withVoltage">Whether the bus voltage is measured too, and the sum of the energy read.</param>
    public Ina228(II2cBus bus, byte address, bool narrowRange, bool withVoltage)
        : base(bus, address)
    {
        _withVoltage = withVoltage;
        _config = narrowRange ? Ina228Registers.NarrowRange : 0;
        _adcConfig = Ina228Registers.AdcConfigFor(withVoltage);
        PauseUs = Ina228Registers.PauseUs;
    }

    /// <summary>The last mean of the bus voltage, if it is measured.</summary>
    public int VoltageCode;

    /// <summary>
    /// Whether the sums were read before, since the chip was configured, so that the next two fields hold something.
    /// </summary>
    public bool HasSums;

    /// <summary>Codes of the current x s that flowed on the chip's clock since the reading before.</summary>
    public long ChargeCodes;

    /// <summary>How far the sum of the energy went since the reading before; 0 if the voltage is not measured.</summary>
    public long EnergyCodes;

    /// <summary>Times that a sum went beyond its 40 bits since boot; nothing is lost by it.</summary>
    public int Overflows;

    /// <summary>
    /// A fault of the bus does not call for a reset, which would cost the sums: flags show whether the chip was reset. Just short
    /// of the second after which the sampler begins to integrate again.
    /// </summary>
    public override long PatienceUs => 900000;

    /// <inheritdoc/>
    public override void StartOver()
    {
        _step = 0;
        _hasSums = false;
        _isReady = false;
    }

    /// <summary>
    /// One transfer of the configuration: reset, who it is, range, calibration and flags, each read back, conversions. Wait
    /// <see cref="Converter.PauseUs"/> before the next.
    /// </summary>
    public override ConverterStatus StepConfiguration()
    {
        ConverterStatus status = ConfigurationTransfer(_step);
        if (status != ConverterStatus.Ok)
        {
            _step = 0;
            return status;
        }

        if (_step == LastStep)
        {
            _step = 0;
            return ConverterStatus.Ok;
        }

        _step++;
        return ConverterStatus.Busy;
    }

    /// <summary>Fetches mean and sums if a mean has ended since: four to eight transfers after the one that asks.</summary>
    public override ConverterStatus Read()
    {
        // Asking clears the flag: if a transfer after it fails, the next call need not ask again.
        ConverterStatus status = _isReady ? ConverterStatus.Ok : AskWhetherReady();
        if (status != ConverterStatus.Ok)
        {
            return status;
        }

        status = AskMean(Ina228Registers.ShuntVoltage);
        int code = Ina228Registers.CodeOf20(_reply);
        if (status == ConverterStatus.Ok && _withVoltage)
        {
            status = AskMean(Ina228Registers.BusVoltage);
        }

        int voltageCode = Ina228Registers.CodeOf20(_reply);
        if (status == ConverterStatus.Ok)
        {
            status = ReadSums();
        }

        if (status != ConverterStatus.Ok)
        {
            return status;
        }

        _isReady = false;
        Code = code;
        VoltageCode = _withVoltage ? voltageCode : 0;
        return code is Ina228Registers.MaxCode or Ina228Registers.MinCode ? ConverterStatus.Saturated : ConverterStatus.Ok;
    }

    /// <inheritdoc/>
    public override ConverterStatus Check()
    {
        _nextChecked = (_nextChecked + 1) % 3;
        ConverterStatus status = _nextChecked == 0 ? Verify(Ina228Registers.Config, _config)
            : _nextChecked == 1 ? Verify(Ina228Registers.AdcConfig, _adcConfig)
            : Verify(Ina228Registers.ShuntCalibration, Ina228Registers.UnityCalibration);
        return status == ConverterStatus.ConfigurationLost ? Lost() : status;
    }

    private ConverterStatus ConfigurationTransfer(int step)
    {
        switch (step)
        {
            case 0:
                return Write(Ina228Registers.Config, Ina228Registers.Reset);
            case 1:
                return Identify(Ina228Registers.ManufacturerId, 0, Ina228Registers.Manufacturer);
            case 2:
                return Identify(Ina228Registers.DeviceId, 4, Ina228Registers.Device);
            case 3:
                return Write(Ina228Registers.Config, _config);
            case 4:
                return Verify(Ina228Registers.Config, _config);
            case 5:
                return Write(Ina228Registers.ShuntCalibration, Ina228Registers.UnityCalibration);
            case 6:
                return Verify(Ina228Registers.ShuntCalibration, Ina228Registers.UnityCalibration);
            case 7:
                return Write(Ina228Registers.Diagnosis, Ina228Registers.Latch);
            case 8:
                return Write(Ina228Registers.AdcConfig, _adcConfig);
            default:
                return Verify(Ina228Registers.AdcConfig, _adcConfig);
        }
    }

    private ConverterStatus AskWhetherReady()
    {
        _command[0] = Ina228Registers.Diagnosis;
        ConverterStatus status = Ask(_command, _reply, 2);
        if (status != ConverterStatus.Ok)
        {
            return status;
        }

        int flags = (_reply[0] << 8) | _reply[1];
        if ((flags & (Ina228Registers.Latch | Ina228Registers.MemoryGood)) != (
            Ina228Registers.Latch | Ina228Registers.MemoryGood))
        {
            // One disturbed bit is not a loss: who was reset says so twice.
            return Verify(Ina228Registers.AdcConfig, _adcConfig) == ConverterStatus.ConfigurationLost ? Lost() : Contradicted();
        }

        if ((flags & (Ina228Registers.ChargeOverflow | Ina228Registers.EnergyOverflow)) != 0)
        {
            Overflows++;
        }

        _isReady = (flags & Ina228Registers.ConversionReady) != 0;
        return _isReady ? ConverterStatus.Ok : ConverterStatus.NoNewData;
    }

    private ConverterStatus ReadSums()
    {
        ConverterStatus status = AskSum(Ina228Registers.Charge);
        long charge = Ina228Registers.SumOf40(_reply);
        long energy = 0;
        if (status == ConverterStatus.Ok && _withVoltage)
        {
            status = AskSum(Ina228Registers.Energy);
            energy = Ina228Registers.SumOf40(_reply);
        }

        if (status != ConverterStatus.Ok)
        {
            return status;
        }

        HasSums = _hasSums;
        ChargeCodes = _hasSums ? Ina228Registers.ChargeBetween(_charge, charge) : 0;
        EnergyCodes = _hasSums ? Ina228Registers.EnergyBetween(_energy, energy) : 0;
        _charge = charge;
        _energy = energy;
        _hasSums = true;
        return ConverterStatus.Ok;
    }

    private ConverterStatus AskMean(byte register)
    {
        _command[0] = register;
        return AskTwice(_command, _first, _reply, MeanLength);
    }

    private ConverterStatus AskSum(byte register)
    {
        _command[0] = register;
        return AskTwice(_command, _first, _reply, SumLength);
    }

    private ConverterStatus Identify(byte register, int shift, int expected)
    {
        _command[0] = register;
        ConverterStatus status = Ask(_command, _reply, 2);
        return status != ConverterStatus.Ok ? status
            : ((_reply[0] << 8) | _reply[1]) >> shift == expected ? ConverterStatus.Ok : ConverterStatus.WrongChip;
    }

    private ConverterStatus Verify(byte register, int value)
    {
        _command[0] = register;
        ConverterStatus status = AskTwice(_command, _first, _reply, 2);
        return status != ConverterStatus.Ok ? status
            : ((_reply[0] << 8) | _reply[1]) == value ? ConverterStatus.Ok : ConverterStatus.ConfigurationLost;
    }

    private ConverterStatus Write(byte register, int value)
    {
        _command[0] = register;
        _command[1] = (byte)(value >> 8);
        _command[2] = (byte)value;
        return Send(_command, 3);
    }
}
