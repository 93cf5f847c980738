using EdgeLogger.Firmware.Board;
using EdgeLogger.Firmware.Drivers;
using EdgeLogger.Firmware.Drivers.Ads122c04;

namespace EdgeLogger.Firmware.Sampling;

/// <summary>A scan of an ADS122C04: when its conversions end, and what is read of them.</summary>
public abstract class Ads122c04Scan : ConverterScan
{
    private readonly Ads122c04 _chip;
    private readonly ConversionClock _clock;

    /// <summary>Creates a scan.</summary>
    /// <param name="bus">The slot's bus.</param>
    /// <param name="address">The chip's address.</param>
    /// <param name="rate">Conversions a second.</param>
    /// <param name="readings">Gets the conversions.</param>
    /// <param name="channel">The converter's channel, or the main one of two.</param>
    /// <param name="widthShift">How well the end of a conversion has to be known: a conversion's time over 2^this.</param>
    protected Ads122c04Scan(II2cBus bus, byte address, Ads122c04Rate rate, ISlotReadings readings, int channel, int widthShift)
        : base(readings, channel, Ads122c04Registers.ConversionTimeNs(rate) / 1000)
    {
        long periodNs = Ads122c04Registers.ConversionTimeNs(rate);
        _chip = new Ads122c04(bus, address);
        _clock = new ConversionClock(periodNs, Ads122c04Registers.ClockTolerancePercent, periodNs >> widthShift);
    }

    /// <summary>The chip's driver, for its fault counts.</summary>
    public Ads122c04 Chip => _chip;

    /// <summary>When the conversion read last ended, us.</summary>
    protected long EndUs => _clock.EndUs;

    /// <summary>A conversion has been read; returns what the scan's state is after it.</summary>
    protected abstract ConverterStatus HandOn(long uptimeUs, ConverterStatus status);

    /// <summary>Conversions start anew at <paramref name="uptimeUs"/>, by a change of the chip's configuration.</summary>
    protected void RestartClock(long uptimeUs) => _clock.Restart(uptimeUs, uptimeUs + Ads122c04Registers.PauseUs);

    protected override ConverterStatus StepConfiguration(long uptimeUs, out long pauseUs)
    {
        ConverterStatus status = _chip.StepConfiguration();
        pauseUs = Ads122c04Registers.PauseUs;
        if (status == ConverterStatus.Ok)
        {
            RestartClock(uptimeUs);
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
            status = HandOn(uptimeUs, status);
        }

        nextPollUs = _clock.NextPollUs;
        return status;
    }

    protected override ConverterStatus CheckConfiguration() => _chip.CheckNextRegister();
}
