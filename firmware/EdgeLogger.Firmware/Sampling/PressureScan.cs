using EdgeLogger.Firmware.Board;
using EdgeLogger.Firmware.Drivers;
using EdgeLogger.Firmware.Drivers.Nau7802;

namespace EdgeLogger.Firmware.Sampling;

/// <summary>The stack pressure: a load cell on its own converter.</summary>
public sealed class PressureScan : ConverterScan
{
    private const int WidthShift = 3;

    private readonly Nau7802 _chip;
    private readonly SlotHardware _hardware;
    private readonly ConversionClock _clock;

    public PressureScan(II2cBus bus, SlotHardware hardware, ISlotReadings readings)
        : base(readings, Channel.Pressure, Nau7802Registers.ConversionTimeNs(hardware.LoadCellRate) / 1000)
    {
        long periodNs = Nau7802Registers.ConversionTimeNs(hardware.LoadCellRate);
        _hardware = hardware;
        _chip = new Nau7802(bus);
        _clock = new ConversionClock(periodNs, Nau7802Registers.ClockTolerancePercent, periodNs >> WidthShift);
    }

    /// <summary>The chip's driver, for its fault counts.</summary>
    public Nau7802 Chip => _chip;

    protected override void BeginConfiguration() => _chip.BeginConfiguration(_hardware.LoadCellGain, _hardware.LoadCellRate);

    protected override ConverterStatus StepConfiguration(long uptimeUs, out long pauseUs)
    {
        ConverterStatus status = _chip.StepConfiguration();
        pauseUs = _chip.PauseUs;
        if (status == ConverterStatus.Ok)
        {
            _clock.Restart(uptimeUs, uptimeUs + Nau7802Registers.PauseUs);
            pauseUs = _clock.NextPollUs - uptimeUs;
        }

        return status;
    }

    protected override ConverterStatus ReadConversion(long uptimeUs, out long nextPollUs)
    {
        ConverterStatus status = _chip.Read();
        if (status is ConverterStatus.Ok or ConverterStatus.Saturated)
        {
            _clock.Taken(uptimeUs, 0);
            Report(_clock.EndUs, _chip.Code, status);
        }
        else if (status == ConverterStatus.Busy)
        {
            _clock.Taken(uptimeUs, 0);
        }
        else if (status == ConverterStatus.NoNewData)
        {
            _clock.NotYet(uptimeUs);
        }

        nextPollUs = _clock.NextPollUs;
        return status;
    }

    protected override ConverterStatus CheckConfiguration() => _chip.CheckGain();
}
