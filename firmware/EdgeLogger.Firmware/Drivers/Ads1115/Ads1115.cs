using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Firmware.Drivers.Ads1115;

/// <summary>
/// One ADS1115, one conversion at a time: the chip has no word for "new" while it converts on its own, but it says when a single
/// conversion has ended. Its configuration is read back with every reading; the data, which carry no check, are read twice.
/// </summary>
public sealed class Ads1115 : I2cConverter
{
    private readonly Ads1115Rate _rate;
    private readonly byte[] _command = new byte[3];
    private readonly byte[] _reply = new byte[2];
    private readonly byte[] _first = new byte[2];
    private int _config;
    private bool _isConverting;

    /// <summary>Creates a driver.</summary>
    public Ads1115(II2cBus bus, byte address, Ads1115Rate rate)
        : base(bus, address) => _rate = rate;

    /// <summary>What the next conversion measures.</summary>
    public void Select(Ads1115Input input, Ads1115Range range) => _config = Ads1115Registers.ConfigFor(input, range, _rate);

    /// <inheritdoc/>
    public override void StartOver()
    {
        _isConverting = false;
        PauseUs = 0;
    }

    /// <summary>
    /// Starts the first conversion: all the configuration there is, since the chip has no reset of its own address.
    /// </summary>
    public override ConverterStatus StepConfiguration() => Start();

    /// <summary>Starts a conversion, or fetches the one that was started.</summary>
    public override ConverterStatus Read()
    {
        if (!_isConverting)
        {
            ConverterStatus started = Start();
            return started == ConverterStatus.Ok ? ConverterStatus.Busy : started;
        }

        ConverterStatus status = AskConfig(out int config);
        if (status == ConverterStatus.Ok && (config & ~Ads1115Registers.OperationalStatus) != _config)
        {
            status = AskConfig(out config);
            if (status == ConverterStatus.Ok && (config & ~Ads1115Registers.OperationalStatus) != _config)
            {
                return Lost();
            }
        }

        if (status != ConverterStatus.Ok)
        {
            return status;
        }

        if ((config & Ads1115Registers.OperationalStatus) == 0)
        {
            PauseUs = Ads1115Registers.ConversionTimeUs(_rate) / 16;
            return ConverterStatus.NoNewData;
        }

        return ReadConversion();
    }

    /// <summary>Nothing: every reading has looked.</summary>
    public override ConverterStatus Check() => ConverterStatus.Ok;

    private ConverterStatus ReadConversion()
    {
        _command[0] = Ads1115Registers.Conversion;
        ConverterStatus status = AskTwice(_command, _first, _reply, 2);
        if (status != ConverterStatus.Ok)
        {
            return status;
        }

        _isConverting = false;
        PauseUs = 0;
        Code = (short)((_reply[0] << 8) | _reply[1]);
        return Code is Ads1115Registers.MaxCode or Ads1115Registers.MinCode ? ConverterStatus.Saturated : ConverterStatus.Ok;
    }

    private ConverterStatus Start()
    {
        int config = _config | Ads1115Registers.OperationalStatus;
        _command[0] = Ads1115Registers.Config;
        _command[1] = (byte)(config >> 8);
        _command[2] = (byte)config;
        ConverterStatus status = Send(_command, 3);
        _isConverting = status == ConverterStatus.Ok;
        PauseUs = Ads1115Registers.ConversionTimeUs(_rate) + Ads1115Registers.PauseUs;
        return status;
    }

    private ConverterStatus AskConfig(out int config)
    {
        _command[0] = Ads1115Registers.Config;
        ConverterStatus status = Ask(_command, _reply, 2);
        config = (_reply[0] << 8) | _reply[1];
        return status;
    }
}
