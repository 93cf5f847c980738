using EdgeLogger.Firmware.Drivers;

namespace EdgeLogger.Firmware.Sampling;

/// <summary>A scan of a converter that runs freely on its own clock: polls go to where its conversions end.</summary>
public class ClockedScan : ConverterScan
{
    private readonly ConversionClock _clock;
    private readonly long _startUs;

    /// <summary>Creates a scan.</summary>
    /// <param name="readings">Gets the conversions.</param>
    /// <param name="channel">The converter's channel, or the main one of two.</param>
    /// <param name="chip">The converter.</param>
    /// <param name="periodNs">Nominal time of one conversion.</param>
    /// <param name="tolerancePercent">How far the converter's clock may be off.</param>
    /// <param name="startUs">How long after the last transfer of the configuration conversions may begin.</param>
    /// <param name="widthShift">How well the end of a conversion has to be known: a conversion's time over 2^this.</param>
    public ClockedScan(
        ISlotReadings readings, int channel, Converter chip, long periodNs, int tolerancePercent, long startUs, int widthShift)
        : base(readings, channel, chip, periodNs / 1000)
    {
        _clock = new ConversionClock(periodNs, tolerancePercent, periodNs >> widthShift);
        _startUs = startUs;
    }

    /// <summary>Where conversions end.</summary>
    protected ConversionClock Clock => _clock;

    /// <inheritdoc/>
    protected override long Begin(long uptimeUs)
    {
        _clock.Restart(uptimeUs, uptimeUs + _startUs);
        return _clock.NextPollUs;
    }

    /// <inheritdoc/>
    protected override ConverterStatus ReadConversion(long uptimeUs, out long nextPollUs)
    {
        ConverterStatus status = Chip.Read();
        if (status == ConverterStatus.NoNewData)
        {
            _clock.NotYet(uptimeUs);
        }
        else if (status == ConverterStatus.Busy)
        {
            _clock.Taken(uptimeUs, 0);
        }
        else if (IsReading(status))
        {
            _clock.Taken(uptimeUs, Chip.NewConversions);
            status = HandOn(uptimeUs, _clock.EndUs, status);
        }

        nextPollUs = _clock.NextPollUs;
        return status;
    }
}
