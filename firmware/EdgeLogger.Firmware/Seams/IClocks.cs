namespace EdgeLogger.Firmware.Seams;

/// <summary>Seam to the board's two clocks, which run from the same crystal. Nobody says when the second one is set.</summary>
public interface IClocks
{
    /// <summary>Time since the start, us. It never goes back.</summary>
    long UptimeUs { get; }

    /// <summary>UTC, Unix time, us; decades off while <see cref="IsUtcKnown"/> is false.</summary>
    long UnixUs { get; }

    /// <summary>Whether UTC has been set since power came. It runs on over a restart.</summary>
    bool IsUtcKnown { get; }
}
