using System.Runtime.InteropServices;
using EdgeLogger.FrameLog;
using EdgeLogger.Frames;

namespace EdgeLogger.Derivation.Cells;

/// <summary>
/// The clock on which a cell's record is integrated: the board's uptime, joined over reboots. Uptime integrates, UTC labels: the time
/// between two boots is known only if UTC was known in both, and is then used to place the later boot; else it counts as none.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct CellClock
{
    private const long Unknown = long.MinValue;

    private double _bootStartS;
    private double _lastS;
    private long _lastUtcMs;
    private long _utcMinusUptimeMs;
    private uint _boot;
    private int _started;

    /// <summary>A frame has been seen.</summary>
    public readonly bool Started => _started != 0;

    /// <summary>Cell time of the last row, s.</summary>
    public readonly double LastS => _lastS;

    public readonly bool IsSameBoot(uint boot) => Started && boot == _boot;

    /// <summary>Cell time of an uptime in the present boot, s.</summary>
    public readonly double At(long uptimeMs) => _bootStartS + (uptimeMs / 1000.0);

    /// <summary>UTC of a cell time, Unix ms; null if UTC was never known in this boot.</summary>
    public readonly long? UtcMs(double cellS) => Started && _utcMinusUptimeMs != Unknown
        ? BelievableUtc.OrNone(_utcMinusUptimeMs + (long)double.Round((cellS - _bootStartS) * 1000))
        : null;

    /// <summary>Takes up a frame's boot and what it knows of UTC.</summary>
    public void Enter(FrameReader frame)
    {
        long offset = BelievableUtc.OffsetOf(frame) ?? Unknown;
        if (!IsSameBoot(frame.BootCount))
        {
            double pauseS = Started && offset != Unknown && BelievableUtc.OrNone(_lastUtcMs) is { } lastUtcMs
                ? double.Max(0, (offset + frame.UptimeMs - lastUtcMs) / 1000.0)
                : 0;
            _bootStartS = Started ? _lastS + pauseS - (frame.UptimeMs / 1000.0) : 0;
            _boot = frame.BootCount;
            _utcMinusUptimeMs = Unknown;
            _lastUtcMs = Started ? _lastUtcMs : Unknown;
            _started = 1;
        }

        _utcMinusUptimeMs = offset != Unknown ? offset : _utcMinusUptimeMs;
    }

    /// <summary>Moves on to the end of a row.</summary>
    public void Advance(long uptimeMs)
    {
        _lastS = At(uptimeMs);
        _lastUtcMs = _utcMinusUptimeMs != Unknown ? _utcMinusUptimeMs + uptimeMs : Unknown;
    }
}
