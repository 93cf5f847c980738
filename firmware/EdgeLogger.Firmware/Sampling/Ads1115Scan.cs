using EdgeLogger.Firmware.Drivers;
using EdgeLogger.Firmware.Drivers.Ads1115;

namespace EdgeLogger.Firmware.Sampling;

/// <summary>
/// An ADS1115 for the cell's voltage (AIN0 against AIN1), for a thermistor in a divider (tap on AIN2, top on AIN3), or for both.
/// A temperature takes two conversions.
/// </summary>
public sealed class Ads1115Scan : PacedScan
{
    /// <summary>Conversions a second: the noise is one code at any rate, and slow ones suppress the mains best.</summary>
    public const Ads1115Rate Rate = Ads1115Rate.Sps16;

    private readonly Ads1115 _chip;
    private readonly Ads1115Range _cellRange;
    private readonly bool _hasCell;
    private readonly SideChannel? _thermistor;
    private Ads1115Input _input;
    private int _tap;

    /// <summary>Creates a scan.</summary>
    /// <param name="chip">The driver.</param>
    /// <param name="readings">Gets the readings.</param>
    /// <param name="hardware">What the slot is built of.</param>
    /// <param name="hasCell">Whether the cell's voltage is on this chip.</param>
    /// <param name="hasThermistor">Whether the thermistor is on this chip.</param>
    public Ads1115Scan(Ads1115 chip, ISlotReadings readings, SlotHardware hardware, bool hasCell, bool hasThermistor)
        : base(readings, hasCell ? Channel.Voltage : Channel.Temperature, chip,
            hasCell ? Ads1115Registers.ConversionTimeUs(Rate) : hardware.ThermometerPeriodMs * 1000L)
    {
        _chip = chip;
        _cellRange = hardware.VoltageRange;
        _hasCell = hasCell;
        _thermistor = hasThermistor ? new SideChannel(Channel.Temperature, hardware.ThermometerPeriodMs) : null;
    }

    /// <inheritdoc/>
    protected override void BeginConfiguration()
    {
        Select(_hasCell ? Ads1115Input.Ain0Ain1 : Ads1115Input.Ain2);
        base.BeginConfiguration();
    }

    /// <inheritdoc/>
    protected override void OnSilence(long uptimeUs)
    {
        base.OnSilence(uptimeUs);
        if (_hasCell && _thermistor is SideChannel side)
        {
            side.OnSilence(uptimeUs, Readings);
        }
    }

    /// <inheritdoc/>
    protected override ConverterStatus HandOn(long uptimeUs, long endUs, ConverterStatus status)
    {
        switch (_input)
        {
            case Ads1115Input.Ain2:
                _tap = _chip.Code;
                Select(Ads1115Input.Ain3);
                break;
            case Ads1115Input.Ain3:
                HandOnTemperature(uptimeUs);
                break;
            default:
                Report(endUs, _chip.Code, status);
                if (_thermistor is SideChannel side && uptimeUs >= side.DueUs)
                {
                    side.Begin(uptimeUs);
                    PutOffSilence(uptimeUs);
                    Select(Ads1115Input.Ain2);
                }

                break;
        }

        return status;
    }

    private void HandOnTemperature(long uptimeUs)
    {
        ConverterStatus status = ThermistorDivider.Ratio(_tap, _chip.Code, out int code);
        Select(_hasCell ? Ads1115Input.Ain0Ain1 : Ads1115Input.Ain2);
        if (_hasCell)
        {
            _thermistor!.Heard(uptimeUs);
            PutOffSilence(uptimeUs);
            HandOver(Channel.Temperature, uptimeUs, code, status);
            return;
        }

        Report(uptimeUs, code, status);

        // Nothing else to do until the next temperature.
        _chip.PauseUs = (int)PeriodUs - (2 * Ads1115Registers.ConversionTimeUs(Rate));
    }

    private void Select(Ads1115Input input)
    {
        _input = input;
        _chip.Select(input, input == Ads1115Input.Ain0Ain1 ? _cellRange : Ads1115Range.MilliVolt4096);
    }
}
