namespace EdgeLogger.Firmware.Sampling;

/// <summary>Takes what the converters of one slot deliver, each conversion once, in order of time within a channel.</summary>
public interface ISlotReadings
{
    /// <summary>One conversion, or the word that there was none.</summary>
    /// <param name="channel">A constant of <see cref="Channel"/>.</param>
    /// <param name="uptimeUs">End of the conversion on the board's monotonic clock, us, as well as it is known.</param>
    /// <param name="code">The converter's code; 0 where the status says Missing or Error.</param>
    /// <param name="status">A constant of EdgeLogger.Frames.ChannelStatus.</param>
    void OnReading(int channel, long uptimeUs, int code, byte status);
}
