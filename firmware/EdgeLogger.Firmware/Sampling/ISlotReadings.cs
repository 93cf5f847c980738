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

    /// <summary>
    /// A good reading of the current by a converter that integrates by itself: what flowed since its reading before is known
    /// exactly, whether conversions were read in between or not.
    /// </summary>
    /// <param name="uptimeUs">As above.</param>
    /// <param name="code">The current of the newest conversion.</param>
    /// <param name="currentTime">Sum of current code x ms since the reading before.</param>
    /// <param name="powerTime">Sum of voltage code x current code / 2^16 x ms since then, where
    /// <paramref name="hasPower"/>.</param>
    /// <param name="hasPower">Whether the converter integrates the power too, of the voltage that the slot reports.</param>
    void OnIntegral(long uptimeUs, int code, long currentTime, long powerTime, bool hasPower);
}
