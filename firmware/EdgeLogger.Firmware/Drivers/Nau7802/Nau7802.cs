using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Firmware.Drivers.Nau7802;

/// <summary>
/// The NAU7802 with a load cell on channel 1, excited and referenced by the chip's own regulator, so that the reading is a ratio.
/// No call waits, throws or allocates.
/// </summary>
public sealed class Nau7802 : I2cConverter
{
    private const byte Running = Nau7802Registers.InternalSupply | Nau7802Registers.CycleStart
        | Nau7802Registers.PowerUpAnalog | Nau7802Registers.PowerUpDigital;

    // The data sheet says four conversions until the filter has settled.
    private const int UnsettledConversions = 4;
    private const int AnalogPauseUs = 600000;
    private const int CalibrationPollUs = 20000;
    private const int MaxCalibrationPolls = 100;
    private const int LastStep = 10;

    private readonly byte[] _command = new byte[2];
    private readonly byte[] _reply = new byte[3];
    private readonly byte[] _first = new byte[3];
    private byte _control1;
    private byte _control2;
    private int _step;
    private int _polls;
    private int _unsettled;

    public Nau7802(II2cBus bus)
        : base(bus, Nau7802Registers.Address)
    {
    }

    /// <summary>Takes the settings and starts over; <see cref="StepConfiguration"/> carries it out.</summary>
    /// <param name="gain">1, 2, 4, ... 128.</param>
    /// <param name="rate">Conversions per second.</param>
    public void BeginConfiguration(int gain, Nau7802Rate rate)
    {
        _control1 = (byte)(Nau7802Registers.Regulator3V0 | ConverterGain.Field(gain));
        _control2 = (byte)((int)rate << 4);
        StartOver();
    }

    /// <inheritdoc/>
    public override void StartOver()
    {
        _step = 0;
        PauseUs = 0;
    }

    /// <summary>
    /// One transfer of the power-up sequence: register reset, digital part, analog part, settings, 600 ms for the regulator,
    /// calibration of the offset, start. Wait <see cref="Converter.PauseUs"/> before the next.
    /// </summary>
    /// <returns>Busy, Ok when conversions run, or a fault, after which the next call begins again.</returns>
    public override ConverterStatus StepConfiguration()
    {
        PauseUs = Nau7802Registers.PauseUs;
        ConverterStatus status = ConfigurationTransfer(_step);
        if (status == ConverterStatus.Busy)
        {
            return status;
        }

        if (status != ConverterStatus.Ok)
        {
            _step = 0;
            return status;
        }

        if (_step == LastStep)
        {
            _step = 0;
            _unsettled = UnsettledConversions;
            return ConverterStatus.Ok;
        }

        _step++;
        return ConverterStatus.Busy;
    }

    /// <summary>
    /// Fetches the newest conversion if it was not fetched before: the state, and if it is new the data, twice.
    /// </summary>
    /// <returns>
    /// Ok, NoNewData, Saturated, Corrupt, ConfigurationLost, Nack or BusStuck; Busy for a conversion that is not settled yet.
    /// </returns>
    public override ConverterStatus Read()
    {
        ConverterStatus status = ReadRegister(Nau7802Registers.PowerUpControl, 1);
        if (status != ConverterStatus.Ok)
        {
            return status;
        }

        if ((_reply[0] & Running) != Running)
        {
            return Lost();
        }

        if ((_reply[0] & Nau7802Registers.CycleReady) == 0)
        {
            return ConverterStatus.NoNewData;
        }

        return ReadOutput();
    }

    /// <summary>Reads the gain back; the power bits are looked at with every reading.</summary>
    public override ConverterStatus Check()
    {
        ConverterStatus status = ReadRegister(Nau7802Registers.Control1, 1);
        if (status == ConverterStatus.Ok && _reply[0] != _control1)
        {
            status = ReadRegister(Nau7802Registers.Control1, 1);
        }

        if (status != ConverterStatus.Ok || _reply[0] == _control1)
        {
            return status;
        }

        return Lost();
    }

    private ConverterStatus ReadOutput()
    {
        _command[0] = Nau7802Registers.Output;
        ConverterStatus status = AskTwice(_command, _first, _reply, 3);
        if (status != ConverterStatus.Ok)
        {
            return status;
        }

        if (_unsettled > 0)
        {
            _unsettled--;
            return ConverterStatus.Busy;
        }

        Code = ((_reply[0] << 24) | (_reply[1] << 16) | (_reply[2] << 8)) >> 8;
        return Code is Nau7802Registers.MaxCode or Nau7802Registers.MinCode ? ConverterStatus.Saturated : ConverterStatus.Ok;
    }

    private ConverterStatus ConfigurationTransfer(int step)
    {
        switch (step)
        {
            case 0:
                return WriteRegister(Nau7802Registers.PowerUpControl, Nau7802Registers.RegisterReset);
            case 1:
                return WriteRegister(Nau7802Registers.PowerUpControl, Nau7802Registers.PowerUpDigital);
            case 2:
                return AwaitDigitalPart();
            case 3:
                return WriteRegister(Nau7802Registers.PowerUpControl, Running & ~Nau7802Registers.CycleStart);
            case 4:
                return WriteRegister(Nau7802Registers.Control1, _control1);
            case 5:
                return WriteRegister(Nau7802Registers.Control2, _control2);
            case 6:
                return WriteRegister(Nau7802Registers.Chopper, Nau7802Registers.ChopperOff);
            case 7:
                PauseUs = AnalogPauseUs;
                return WriteRegister(Nau7802Registers.Power, Nau7802Registers.PgaCapacitor);
            case 8:
                _polls = 0;
                PauseUs = CalibrationPollUs;
                return WriteRegister(Nau7802Registers.Control2, (byte)(_control2 | Nau7802Registers.Calibrate));
            case 9:
                return AwaitCalibration();
            default:
                return WriteRegister(Nau7802Registers.PowerUpControl, Running);
        }
    }

    private ConverterStatus AwaitDigitalPart()
    {
        ConverterStatus status = ReadRegister(Nau7802Registers.PowerUpControl, 1);
        if (status != ConverterStatus.Ok)
        {
            return status;
        }

        return (_reply[0] & Nau7802Registers.PowerUpReady) != 0 ? ConverterStatus.Ok : ConverterStatus.ConfigurationLost;
    }

    private ConverterStatus AwaitCalibration()
    {
        ConverterStatus status = ReadRegister(Nau7802Registers.Control2, 1);
        if (status != ConverterStatus.Ok)
        {
            return status;
        }

        if ((_reply[0] & Nau7802Registers.Calibrate) != 0)
        {
            PauseUs = CalibrationPollUs;
            _polls++;
            return _polls < MaxCalibrationPolls ? ConverterStatus.Busy : ConverterStatus.ConfigurationLost;
        }

        return (_reply[0] & Nau7802Registers.CalibrationError) == 0 ? ConverterStatus.Ok : ConverterStatus.ConfigurationLost;
    }

    private ConverterStatus WriteRegister(byte register, int value)
    {
        _command[0] = register;
        _command[1] = (byte)value;
        return Send(_command, 2);
    }

    private ConverterStatus ReadRegister(byte register, int count)
    {
        _command[0] = register;
        return Ask(_command, _reply, count);
    }
}
