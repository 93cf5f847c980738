using EdgeLogger.Firmware.Drivers;
using EdgeLogger.Firmware.Drivers.Ads122c04;

namespace EdgeLogger.Firmware.Sampling;

/// <summary>
/// The cell's voltage, and now and then the thermometer on the same converter. The thermometer's current flows all the time, so
/// that nothing has to settle, and through the reference resistor, so that its value cancels.
/// </summary>
public sealed class VoltageScan : ClockedScan
{
    // The start of a conversion is known to a transfer's time anyway, and V needs no better.
    private const int WidthShift = 5;

    private readonly Ads122c04 _chip;
    private readonly SideChannel? _thermometer;
    private readonly byte _currentSource;
    private readonly byte _route;
    private readonly byte _cellInput;
    private readonly byte _cellReference;
    private readonly byte _thermometerInput;
    private readonly byte _thermometerReference;
    private bool _onThermometer;

    /// <summary>Creates a scan.</summary>
    /// <param name="chip">The driver.</param>
    /// <param name="hardware">What the slot is built of.</param>
    /// <param name="readings">Gets the readings.</param>
    public VoltageScan(Ads122c04 chip, SlotHardware hardware, ISlotReadings readings)
        : base(readings, Channel.Voltage, chip, Ads122c04Registers.ConversionTimeNs(hardware.Rate),
            Ads122c04Registers.ClockTolerancePercent, Ads122c04Registers.PauseUs, WidthShift)
    {
        _chip = chip;
        bool hasThermometer = hardware.ThermometerIsOnVoltageChip;
        _thermometer = hasThermometer ? new SideChannel(Channel.Temperature, hardware.ThermometerPeriodMs) : null;
        _currentSource = Ads122c04Registers.Register2(hasThermometer ? hardware.ThermometerCurrent : Ads122c04Excitation.Off);
        _route = Ads122c04Registers.Register3(
            hasThermometer ? Ads122c04Route.ReferencePositive : Ads122c04Route.Off, Ads122c04Route.Off);
        _cellInput = Ads122c04Registers.Register0(Ads122c04Input.Ain0Ain1, 1, true);
        _cellReference = Ads122c04Registers.Register1(hardware.Rate, Ads122c04Reference.Internal);
        _thermometerInput = Ads122c04Registers.Register0(Ads122c04Input.Ain2Ain3, SlotHardware.ThermometerGain, true);
        _thermometerReference = Ads122c04Registers.Register1(hardware.Rate, Ads122c04Reference.External);
    }

    /// <inheritdoc/>
    protected override void BeginConfiguration()
    {
        _onThermometer = false;
        _chip.BeginConfiguration(_cellInput, _cellReference, _currentSource, _route);
    }

    /// <inheritdoc/>
    protected override void OnSilence(long uptimeUs)
    {
        base.OnSilence(uptimeUs);
        _thermometer?.OnSilence(uptimeUs, Readings);
    }

    /// <inheritdoc/>
    protected override ConverterStatus HandOn(long uptimeUs, long endUs, ConverterStatus status)
    {
        if (_onThermometer)
        {
            _thermometer!.Heard(uptimeUs);
            PutOffSilence(uptimeUs);
            HandOver(Channel.Temperature, endUs, _chip.Code, status);
            return Select(uptimeUs, false);
        }

        Report(endUs, _chip.Code, status);
        if (_thermometer == null || uptimeUs < _thermometer.DueUs)
        {
            return status;
        }

        _thermometer.Begin(uptimeUs);
        PutOffSilence(uptimeUs);
        return Select(uptimeUs, true);
    }

    private ConverterStatus Select(long uptimeUs, bool thermometer)
    {
        _onThermometer = thermometer;
        ConverterStatus status = thermometer
            ? _chip.Select(_thermometerInput, _thermometerReference)
            : _chip.Select(_cellInput, _cellReference);
        Begin(uptimeUs);

        // Half-way between two inputs no reading can be trusted: whatever went wrong, configure from the start.
        return status == ConverterStatus.Ok ? status : ConverterStatus.ConfigurationLost;
    }
}
