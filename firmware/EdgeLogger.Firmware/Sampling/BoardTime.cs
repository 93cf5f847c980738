using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Sampling;

/// <summary>What the board knows of time: uptime always, UTC as an offset to it once somebody has set it.</summary>
public sealed class BoardTime
{
    /// <summary>
    /// After so long without synchronisation UTC counts as held over: a crystal of 20 ppm is then 1.7 s off.
    /// </summary>
    public const long HoldoverAfterMs = 24L * 3600 * 1000;

    private bool _known;
    private long _synchronisedMs;

    /// <summary>Uptime at the step in progress, ms.</summary>
    public long UptimeMs;

    /// <summary>UTC (Unix, ms) minus uptime; 0 while unknown.</summary>
    public long UtcMinusUptimeMs { get; private set; }

    /// <summary>Takes the pair of UTC and uptime of one moment.</summary>
    public void Set(long unixMs, long uptimeMs)
    {
        UtcMinusUptimeMs = unixMs - uptimeMs;
        _synchronisedMs = uptimeMs;
        _known = true;
    }

    /// <summary>How far UTC can be trusted at a moment.</summary>
    public TimeQuality QualityAt(long uptimeMs) => !_known ? TimeQuality.None
        : uptimeMs - _synchronisedMs > HoldoverAfterMs ? TimeQuality.Holdover : TimeQuality.Synchronised;
}
