using EdgeLogger.Firmware.Board;
using EdgeLogger.Firmware.Drivers;
using EdgeLogger.Firmware.Drivers.Ads122c04;
using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Sampling;

/// <summary>
/// The cell's voltage, and now and then the thermometer on the same converter. The thermometer's current flows all the time, so that
/// nothing has to settle, and through the reference resistor, so that its value cancels.
/// </summary>
public sealed class VoltageScan : Ads122c04Scan
{
    // The start of a conversion is known to a transfer's time anyway, and V needs no better.
    private const int WidthShift = 5;

    private readonly SlotHardware _hardware;
    private readonly ISlotReadings _readings;
    private readonly byte _cellInput;
    private readonly byte _cellReference;
    private readonly byte _thermometerInput;
    private readonly byte _thermometerReference;
    private readonly long _thermometerPeriodUs;
    private bool _onThermometer;
    private long _thermometerDueUs;
    private long _thermometerSilentUs;

    public VoltageScan(II2cBus bus, SlotHardware hardware, ISlotReadings readings)
        : base(bus, hardware.VoltageChipAddress, hardware.Rate, readings, Channel.Voltage, WidthShift)
    {
        _hardware = hardware;
        _readings = readings;
        _cellInput = Ads122c04Registers.Register0(Ads122c04Input.Ain0Ain1, 1, true);
        _cellReference = Ads122c04Registers.Register1(hardware.Rate, Ads122c04Reference.Internal);
        _thermometerInput = Ads122c04Registers.Register0(Ads122c04Input.Ain2Ain3, SlotHardware.ThermometerGain, true);
        _thermometerReference = Ads122c04Registers.Register1(hardware.Rate, Ads122c04Reference.External);
        _thermometerPeriodUs = hardware.ThermometerPeriodMs * 1000L;
    }

    protected override void BeginConfiguration()
    {
        _onThermometer = false;
        Chip.BeginConfiguration(
            _cellInput,
            _cellReference,
            Ads122c04Registers.Register2(_hardware.HasThermometer ? _hardware.ThermometerCurrent : Ads122c04Excitation.Off),
            Ads122c04Registers.Register3(
                _hardware.HasThermometer ? Ads122c04Route.ReferencePositive : Ads122c04Route.Off, Ads122c04Route.Off));
    }

    protected override void OnSilence(long uptimeUs)
    {
        base.OnSilence(uptimeUs);
        if (_hardware.HasThermometer && uptimeUs - _thermometerSilentUs > _thermometerPeriodUs + (_thermometerPeriodUs >> 2))
        {
            _thermometerSilentUs = uptimeUs;
            _readings.OnReading(Channel.Temperature, uptimeUs, 0, ChannelStatus.Missing);
        }
    }

    protected override ConverterStatus HandOn(long uptimeUs, ConverterStatus status)
    {
        if (_onThermometer)
        {
            _thermometerSilentUs = uptimeUs;
            PutOffSilence(uptimeUs);
            _readings.OnReading(Channel.Temperature, EndUs, Chip.Code, Translate(status));
            return Select(uptimeUs, false);
        }

        Report(EndUs, Chip.Code, status);
        if (!_hardware.HasThermometer || uptimeUs < _thermometerDueUs)
        {
            return status;
        }

        _thermometerDueUs = uptimeUs + _thermometerPeriodUs;
        PutOffSilence(uptimeUs);
        return Select(uptimeUs, true);
    }

    private ConverterStatus Select(long uptimeUs, bool thermometer)
    {
        _onThermometer = thermometer;
        ConverterStatus status = thermometer
            ? Chip.Select(_thermometerInput, _thermometerReference)
            : Chip.Select(_cellInput, _cellReference);
        RestartClock(uptimeUs);

        // Half-way between two inputs no reading can be trusted: whatever went wrong, configure from the start.
        return status == ConverterStatus.Ok ? status : ConverterStatus.ConfigurationLost;
    }
}
