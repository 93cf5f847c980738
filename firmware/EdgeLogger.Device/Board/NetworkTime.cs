using nanoFramework.Networking;

namespace EdgeLogger.Device.Board;

/// <summary>
/// Finds out when SNTP has set the system's clock. The library does not say so; but uptime and system time run from the same
/// crystal, so that their difference stands still until somebody sets one of them.
/// </summary>
public sealed class NetworkTime
{
    private const long SetByMs = 2;
    private const long LookEveryMs = 10_000;

    private readonly DeviceClock _clock;
    private bool _known;
    private long _offsetMs;
    private long _nextLookMs;

    /// <param name="clock">The board's clocks. A time that has survived a restart is news: it is off by what the restart took, at
    /// most.</param>
    public NetworkTime(DeviceClock clock) => _clock = clock;

    /// <summary>Asks the servers from now on, first those of the library, then the broker's machine.</summary>
    public static void Start(string brokerHost)
    {
        if (brokerHost.Length > 0)
        {
            Sntp.Server2 = brokerHost;
        }

        Sntp.Start();
    }

    /// <summary>Whether the clock has been set since the last look. Looks every 10 s.</summary>
    public bool IsNews(long uptimeMs)
    {
        if (uptimeMs < _nextLookMs)
        {
            return false;
        }

        _nextLookMs = uptimeMs + LookEveryMs;
        long offsetMs = Offset();
        long change = offsetMs - _offsetMs;
        bool isSet = DeviceClock.IsUtcKnown && (!_known || change >= SetByMs || change <= -SetByMs);
        if (isSet)
        {
            _known = true;
            _offsetMs = offsetMs;
        }

        return isSet;
    }

    private long Offset() => DeviceClock.UnixMs - (_clock.UptimeUs / 1000);
}
