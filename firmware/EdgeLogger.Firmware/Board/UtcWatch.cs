using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Firmware.Board;

/// <summary>
/// Finds out when SNTP has set UTC, which the library does not say: uptime and UTC run from the same crystal, so their difference
/// stands still until one of them is set. The two are read one after the other, and another thread may run in between for its 20
/// ms; so UTC is read between two readings of uptime, and only a pair that lies close together counts.
/// </summary>
public sealed class UtcWatch
{
    private const long SetByUs = 2000;
    private const long MostApartUs = 1000;
    private const long LookEveryMs = 10_000;
    private const int Tries = 5;

    private readonly IClocks _clocks;
    private bool _known;
    private long _offsetUs;
    private long _nextLookMs;

    /// <param name="clocks">
    /// The board's clocks. A time that has survived a restart is news: it is off by what the restart took, at most.
    /// </param>
    public UtcWatch(IClocks clocks) => _clocks = clocks;

    /// <summary>UTC, Unix time, at the last news, ms.</summary>
    public long UnixMs { get; private set; }

    /// <summary>Uptime at the same moment, ms.</summary>
    public long UptimeMs { get; private set; }

    /// <summary>
    /// Whether UTC has been set since the last look. Looks every 10 s; where no pair lies close together it looks again at the
    /// next call.
    /// </summary>
    public bool IsNews(long uptimeMs)
    {
        if (uptimeMs < _nextLookMs || !_clocks.IsUtcKnown)
        {
            return false;
        }

        for (int i = 0; i < Tries; i++)
        {
            long before = _clocks.UptimeUs;
            long unixUs = _clocks.UnixUs;
            long apart = _clocks.UptimeUs - before;
            if (apart <= MostApartUs)
            {
                _nextLookMs = uptimeMs + LookEveryMs;
                return Take(unixUs, before + apart / 2);
            }
        }

        return false;
    }

    private bool Take(long unixUs, long uptimeUs)
    {
        long change = unixUs - uptimeUs - _offsetUs;
        if (_known && change < SetByUs && change > -SetByUs)
        {
            return false;
        }

        _known = true;
        _offsetUs = unixUs - uptimeUs;
        UptimeMs = uptimeUs / 1000;
        UnixMs = UptimeMs + (_offsetUs + 500) / 1000;
        return true;
    }
}
