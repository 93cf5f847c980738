using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Firmware.Drivers.Max31865;

/// <summary>
/// A MAX31865 with a platinum thermometer. Each reading: bias on, look for broken and shorted leads, one conversion, bias off, so
/// that current heats the thermometer for a tenth of a second only. SPI knows no acknowledgement, so everything written is read
/// back with every reading, twice.
/// </summary>
public sealed class Max31865 : Converter
{
    private const int Length = Max31865Registers.RegisterCount + 1;

    private readonly ISpiDevice _spi;
    private readonly byte _base;
    private readonly int _conversionUs;
    private readonly int _periodUs;
    private readonly int _lowCode;
    private readonly int _highCode;
    private readonly byte[] _write = new byte[Length];
    private readonly byte[] _read = new byte[Length];
    private readonly byte[] _first = new byte[Length];
    private int _step;
    private bool _isWritten;

    /// <summary>Creates a driver.</summary>
    /// <param name="spi">The chip: mode 1, 5 MHz at most.</param>
    /// <param name="wires">2, 3 or 4.</param>
    /// <param name="filter50Hz">Whether the mains has 50 Hz; else 60.</param>
    /// <param name="lowCode">Codes at and below this are a fault.</param>
    /// <param name="highCode">Codes at and above this are a fault.</param>
    /// <param name="periodMs">Time from one reading to the next.</param>
    public Max31865(ISpiDevice spi, int wires, bool filter50Hz, int lowCode, int highCode, int periodMs)
    {
        _spi = spi;
        _base = Max31865Registers.Base(wires, filter50Hz);
        _conversionUs = Max31865Registers.ConversionUs(filter50Hz);
        _lowCode = lowCode;
        _highCode = highCode;
        _periodUs = periodMs * 1000;
    }

    /// <summary>The fault register of the last SensorFault.</summary>
    public byte Faults;

    /// <inheritdoc/>
    public override void StartOver()
    {
        _step = 0;
        _isWritten = false;
        PauseUs = 0;
    }

    /// <summary>Writes thresholds and configuration, then reads them back.</summary>
    public override ConverterStatus StepConfiguration()
    {
        PauseUs = Max31865Registers.DetectionPauseUs;
        if (!_isWritten)
        {
            _write[0] = Max31865Registers.HighThreshold | Max31865Registers.WriteFlag;
            PutThreshold(1, _highCode);
            PutThreshold(3, _lowCode);
            ConverterStatus written = Send(5);
            written = written == ConverterStatus.Ok ? Configure(Max31865Registers.ClearFaults) : written;
            _isWritten = written == ConverterStatus.Ok;
            return _isWritten ? ConverterStatus.Busy : written;
        }

        _isWritten = false;
        ConverterStatus status = ReadRegisters();
        return status != ConverterStatus.Ok ? status : IsConfigured(0) ? ConverterStatus.Ok : ConverterStatus.ConfigurationLost;
    }

    /// <summary>
    /// One step of a reading; Busy until it is there. SensorFault says that the leads or the thermometer are not in order.
    /// </summary>
    public override ConverterStatus Read()
    {
        ConverterStatus status;
        switch (_step)
        {
            case 0:
                status = Configure(Max31865Registers.Bias);
                return Next(status, Max31865Registers.BiasPauseUs);
            case 1:
                status = Configure(Max31865Registers.Bias | Max31865Registers.DetectFaults);
                return Next(status, Max31865Registers.DetectionPauseUs);
            case 2:
                status = ReadRegisters();
                return status == ConverterStatus.Ok ? StartConversion() : Abandon(status);
            default:
                status = ReadRegisters();
                return status == ConverterStatus.Ok ? TakeConversion() : status;
        }
    }

    /// <summary>Nothing: every reading has looked.</summary>
    public override ConverterStatus Check() => ConverterStatus.Ok;

    private ConverterStatus StartConversion()
    {
        if (!IsConfigured(Max31865Registers.Bias))
        {
            _step = 0;
            return Lost();
        }

        byte faults = Register(Max31865Registers.FaultStatus);
        return faults != 0
            ? Refuse(faults)
            : Next(Configure(Max31865Registers.Bias | Max31865Registers.OneShot), _conversionUs);
    }

    private ConverterStatus TakeConversion()
    {
        if (IsConfigured(Max31865Registers.Bias | Max31865Registers.OneShot))
        {
            PauseUs = _conversionUs / 8;
            return ConverterStatus.NoNewData;
        }

        if (!IsConfigured(Max31865Registers.Bias))
        {
            _step = 0;
            return Lost();
        }

        int word = (Register(Max31865Registers.Ratio) << 8) | Register(Max31865Registers.Ratio + 1);
        if ((word & 1) != 0)
        {
            return Refuse(Register(Max31865Registers.FaultStatus));
        }

        Code = word >> 1;
        ConverterStatus status = End(0);
        return status;
    }

    private ConverterStatus Refuse(byte faults)
    {
        Faults = faults;
        ConverterStatus status = End(Max31865Registers.ClearFaults);
        return status == ConverterStatus.Ok ? ConverterStatus.SensorFault : status;
    }

    // Bias off until the next reading is due.
    private ConverterStatus End(byte flags)
    {
        _step = 0;
        PauseUs = _periodUs - Max31865Registers.BiasPauseUs - Max31865Registers.DetectionPauseUs - _conversionUs;
        return Configure(flags);
    }

    private ConverterStatus Next(ConverterStatus status, int pauseUs)
    {
        if (status != ConverterStatus.Ok)
        {
            return Abandon(status);
        }

        PauseUs = pauseUs;
        _step++;
        return ConverterStatus.Busy;
    }

    private ConverterStatus Abandon(ConverterStatus status)
    {
        _step = 0;
        return status;
    }

    private bool IsConfigured(byte flags)
        => Register(Max31865Registers.Config) == (_base | flags)
            && Threshold(Max31865Registers.HighThreshold) == _highCode
            && Threshold(Max31865Registers.LowThreshold) == _lowCode;

    private byte Register(int address) => _read[1 + address];

    private int Threshold(int address) => ((Register(address) << 8) | Register(address + 1)) >> 1;

    private void PutThreshold(int at, int code)
    {
        _write[at] = (byte)(code >> 7);
        _write[at + 1] = (byte)(code << 1);
    }

    private ConverterStatus Configure(int flags)
    {
        _write[0] = Max31865Registers.Config | Max31865Registers.WriteFlag;
        _write[1] = (byte)(_base | flags);
        return Send(2);
    }

    private ConverterStatus ReadRegisters()
    {
        for (int i = 0; i < Length; i++)
        {
            _write[i] = 0;
        }

        if (!_spi.Transfer(_write, _first, Length) || !_spi.Transfer(_write, _read, Length))
        {
            return Failed();
        }

        for (int i = 1; i < Length; i++)
        {
            if (_first[i] != _read[i])
            {
                return Contradicted();
            }
        }

        return ConverterStatus.Ok;
    }

    private ConverterStatus Send(int count) => _spi.Transfer(_write, _first, count) ? ConverterStatus.Ok : Failed();

    private ConverterStatus Failed()
    {
        BusFaults++;
        return ConverterStatus.BusStuck;
    }
}
