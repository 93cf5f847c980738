using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Firmware.Drivers.Ads122c04;

/// <summary>
/// One ADS122C04 in continuous conversion. The chip's own counter separates new conversions from old ones and how many went by
/// unread; the inverted copy behind the data shows a corrupted transfer. No call waits, throws or allocates.
/// </summary>
public sealed class Ads122c04 : I2cConverter
{
    private const int DataLength = 4;

    private readonly byte[] _command = new byte[2];
    private readonly byte[] _reply = new byte[2 * DataLength];
    private readonly byte[] _registers = new byte[Ads122c04Registers.RegisterCount];
    private int _counter;
    private int _configurationStep;
    private int _nextChecked;

    public Ads122c04(II2cBus bus, byte address)
        : base(bus, address) => PauseUs = Ads122c04Registers.PauseUs;

    /// <summary>
    /// Takes the registers the chip shall have and starts over; <see cref="StepConfiguration"/> carries it out.
    /// </summary>
    public void BeginConfiguration(byte register0, byte register1, byte register2, byte register3)
    {
        _registers[0] = register0;
        _registers[1] = register1;
        _registers[2] = register2;
        _registers[3] = register3;
        _configurationStep = 0;
    }

    /// <inheritdoc/>
    public override void StartOver() => _configurationStep = 0;

    /// <summary>
    /// One transfer of the configuration: reset, four writes, four reads back, start. Leave 1 ms between two steps, which covers
    /// the 50 us after a reset.
    /// </summary>
    /// <returns>Busy, Ok when conversions run, or a fault, after which the next call begins again.</returns>
    public override ConverterStatus StepConfiguration()
    {
        int step = _configurationStep;
        ConverterStatus status;
        if (step == 0)
        {
            status = Send(Ads122c04Registers.CommandReset);
        }
        else if (step <= Ads122c04Registers.RegisterCount)
        {
            status = WriteRegister(step - 1, _registers[step - 1]);
        }
        else if (step <= 2 * Ads122c04Registers.RegisterCount)
        {
            status = VerifyRegister(step - 1 - Ads122c04Registers.RegisterCount);
        }
        else
        {
            _configurationStep = 0;
            _counter = 0;
            return Start();
        }

        _configurationStep = status == ConverterStatus.Ok ? step + 1 : 0;
        return status == ConverterStatus.Ok ? ConverterStatus.Busy : status;
    }

    /// <summary>
    /// Goes over to another input: writes and reads back registers 0 and 1, starts a conversion again, and takes note of the
    /// counter, so that the next new conversion is one of the new input. Six transfers.
    /// </summary>
    public ConverterStatus Select(byte register0, byte register1)
    {
        ConverterStatus status = WriteRegister(0, register0);
        if (status == ConverterStatus.Ok)
        {
            status = WriteRegister(1, register1);
        }

        if (status == ConverterStatus.Ok)
        {
            status = VerifyRegister(0);
        }

        if (status == ConverterStatus.Ok)
        {
            status = VerifyRegister(1);
        }

        if (status == ConverterStatus.Ok)
        {
            status = Start();
        }

        if (status == ConverterStatus.Ok)
        {
            status = ReadReply(Ads122c04Registers.CommandReadData, DataLength);
            _counter = _reply[0];
        }

        return status;
    }

    /// <summary>Starts a conversion again; in continuous mode the others follow.</summary>
    public ConverterStatus Start() => Send(Ads122c04Registers.CommandStart);

    /// <summary>Stops conversions and current sources; the registers stay.</summary>
    public ConverterStatus PowerDown() => Send(Ads122c04Registers.CommandPowerDown);

    /// <summary>Fetches the newest conversion if it was not fetched before.</summary>
    /// <returns>Ok, NoNewData, Saturated, Corrupt, Nack or BusStuck.</returns>
    public override ConverterStatus Read()
    {
        ConverterStatus status = ReadReply(Ads122c04Registers.CommandReadData, DataLength);
        if (status != ConverterStatus.Ok)
        {
            return status;
        }

        int counter = _reply[0];
        int advance = (counter - _counter) & 0xFF;
        if (advance == 0)
        {
            return ConverterStatus.NoNewData;
        }

        _counter = counter;
        NewConversions = advance;
        Code = ((_reply[1] << 24) | (_reply[2] << 16) | (_reply[3] << 8)) >> 8;
        return Code is Ads122c04Registers.MaxCode or Ads122c04Registers.MinCode ? ConverterStatus.Saturated : ConverterStatus.Ok;
    }

    /// <summary>Reads one register back, another at each call. Before it says ConfigurationLost it has looked twice.</summary>
    public override ConverterStatus Check()
    {
        int index = _nextChecked;
        _nextChecked = (index + 1) % Ads122c04Registers.RegisterCount;
        ConverterStatus status = VerifyRegister(index);
        if (status is ConverterStatus.ConfigurationLost or ConverterStatus.Corrupt)
        {
            status = VerifyRegister(index);
        }

        if (status is not ConverterStatus.ConfigurationLost and not ConverterStatus.Corrupt)
        {
            return status;
        }

        // A chip after a reset sends no inverted copy, so "corrupt" twice at a quiet moment also means lost.
        return Lost();
    }

    private ConverterStatus WriteRegister(int index, byte value)
    {
        _registers[index] = value;
        _command[0] = (byte)(Ads122c04Registers.CommandWriteRegister | (index << 2));
        _command[1] = value;
        return Send(_command, 2);
    }

    private ConverterStatus VerifyRegister(int index)
    {
        ConverterStatus status = ReadReply((byte)(Ads122c04Registers.CommandReadRegister | (index << 2)), 1);
        if (status != ConverterStatus.Ok)
        {
            return status;
        }

        int mask = index == 2 ? 0xFF & ~Ads122c04Registers.DataReady : 0xFF;
        return ((_reply[0] ^ _registers[index]) & mask) == 0 ? ConverterStatus.Ok : ConverterStatus.ConfigurationLost;
    }

    private ConverterStatus Send(byte command)
    {
        _command[0] = command;
        return Send(_command, 1);
    }

    private ConverterStatus ReadReply(byte command, int length)
    {
        _command[0] = command;
        ConverterStatus status = Ask(_command, _reply, 2 * length);
        if (status != ConverterStatus.Ok)
        {
            return status;
        }

        for (int i = 0; i < length; i++)
        {
            if ((_reply[i] ^ _reply[length + i]) != 0xFF)
            {
                return Contradicted();
            }
        }

        return ConverterStatus.Ok;
    }
}
