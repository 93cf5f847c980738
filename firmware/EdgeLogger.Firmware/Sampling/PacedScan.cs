using EdgeLogger.Firmware.Drivers;

namespace EdgeLogger.Firmware.Sampling;

/// <summary>
/// A scan of a converter that converts on command: the driver says when to come again, and a reading is dated when it is read.
/// </summary>
public class PacedScan : ConverterScan
{
    /// <summary>Creates a scan.</summary>
    /// <param name="readings">Gets the conversions.</param>
    /// <param name="channel">The converter's channel, or the main one of two.</param>
    /// <param name="chip">The converter.</param>
    /// <param name="periodUs">Time from one reading of the channel to the next.</param>
    public PacedScan(ISlotReadings readings, int channel, Converter chip, long periodUs)
        : base(readings, channel, chip, periodUs)
    {
    }

    /// <inheritdoc/>
    protected override long Begin(long uptimeUs) => uptimeUs + Chip.PauseUs;

    /// <inheritdoc/>
    protected override ConverterStatus ReadConversion(long uptimeUs, out long nextPollUs)
    {
        ConverterStatus status = Chip.Read();
        status = IsReading(status) ? HandOn(uptimeUs, uptimeUs, status) : status;
        nextPollUs = uptimeUs + Chip.PauseUs;
        return status;
    }
}
