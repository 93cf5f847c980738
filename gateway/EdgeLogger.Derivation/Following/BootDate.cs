namespace EdgeLogger.Derivation.Following;

/// <summary>A line of a stream's offset book: how rows from a frame on are dated, until the next line.</summary>
/// <param name="FromSequence">The first frame that it holds for.</param>
/// <param name="Boot">The boot of the board.</param>
/// <param name="FromUptimeMs">Begin of that frame, uptime, ms.</param>
/// <param name="UtcMinusUptimeMs">What dates an uptime of the boot, ms; null while that is not known.</param>
/// <param name="Quality">How well it is known.</param>
/// <param name="KnownBy">The frame by which it came to be known.</param>
public sealed record BootDate(
    uint FromSequence, uint Boot, long FromUptimeMs, long? UtcMinusUptimeMs, DateQuality Quality, uint KnownBy);

/// <summary>How well a time is known. It goes with every time that leaves the gateway.</summary>
public enum DateQuality
{
    /// <summary>
    /// Not known, or not yet: the boot has no synchronised time so far and has not been waited for long enough.
    /// </summary>
    Unknown,

    /// <summary>The board never knew: the boot is placed by the frame that arrived soonest after it was made.</summary>
    Estimated,

    /// <summary>By the board's own clock since, or until, it was synchronised.</summary>
    Holdover,

    /// <summary>The board's clock was synchronised.</summary>
    Synchronised,
}
