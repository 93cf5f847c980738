using EdgeLogger.Firmware.Board;
using EdgeLogger.Firmware.Drivers;
using EdgeLogger.Firmware.Drivers.Ads122c04;

namespace EdgeLogger.Firmware.Sampling;

/// <summary>The current: one converter that runs on without a break, so that the conversions cover all of the time.</summary>
public sealed class CurrentScan : ConverterScan
{
    // Where a step of the current is placed follows from where the conversions end: 0.4 % of one.
    private const int WidthShift = 8;

    private readonly Ads122c04 _chip;
    private readonly SlotHardware _hardware;
    private readonly ConversionClock _clock;

    public CurrentScan(II2cBus bus, SlotHardware hardware, ISlotReadings readings)
        : base(readings, Channel.Current, Ads122c04Registers.ConversionTimeNs(hardware.Rate) / 1000)
    {
        long periodNs = Ads122c04Registers.ConversionTimeNs(hardware.Rate);
        _hardware = hardware;
        _chip = new Ads122c04(bus, hardware.CurrentChipAddress);
        _clock = new ConversionClock(periodNs, Ads122c04Registers.ClockTolerancePercent, periodNs >> WidthShift);
    }

    /// <summary>The chip's driver, for its fault counts.</summary>
    public Ads122c04 Chip => _chip;

    /// <summary>Conversions that ended without being read since boot.</summary>
    public int Missed;

    protected override void BeginConfiguration() => _chip.BeginConfiguration(
        Ads122c04Registers.Register0(Ads122c04Input.Ain0Ain1, _hardware.CurrentGain, false),
        Ads122c04Registers.Register1(_hardware.Rate, Ads122c04Reference.Internal),
        Ads122c04Registers.Register2(Ads122c04Excitation.Off),
        Ads122c04Registers.Register3(Ads122c04Route.Off, Ads122c04Route.Off));

    protected override ConverterStatus StepConfiguration(long uptimeUs, out long pauseUs)
    {
        ConverterStatus status = _chip.StepConfiguration();
        pauseUs = Ads122c04Registers.PauseUs;
        if (status == ConverterStatus.Ok)
        {
            _clock.Restart(uptimeUs, uptimeUs + Ads122c04Registers.PauseUs);
            pauseUs = _clock.NextPollUs - uptimeUs;
        }

        return status;
    }

    protected override ConverterStatus ReadConversion(long uptimeUs, out long nextPollUs)
    {
        ConverterStatus status = _chip.Read();
        if (status == ConverterStatus.NoNewData)
        {
            _clock.NotYet(uptimeUs);
        }
        else if (status is ConverterStatus.Ok or ConverterStatus.Saturated)
        {
            _clock.Taken(uptimeUs, _chip.NewConversions);
            Missed += _chip.NewConversions - 1;
            Report(_clock.EndUs, _chip.Code, status);
        }

        nextPollUs = _clock.NextPollUs;
        return status;
    }

    protected override ConverterStatus CheckConfiguration() => _chip.CheckNextRegister();
}
