namespace EdgeLogger.Cells.Model;

/// <summary>
/// A place in a stream, on the board's own clock. It lies between rows: those whose period ends after it come after it.
/// </summary>
/// <param name="Stream">The stream.</param>
/// <param name="Boot">The boot of the board.</param>
/// <param name="UptimeMs">Uptime in that boot, ms.</param>
/// <param name="Frame">The number of a frame that is known to lie at or before it, to read from; 0: the stream's begin.</param>
public readonly record struct Point(ulong Stream, uint Boot, long UptimeMs, uint Frame)
{
    /// <summary>Before every row of a stream, also one that ends at uptime 0.</summary>
    public static Point BeginOf(ulong stream) => new(stream, 0, -1, 0);

    /// <summary>Whether this lies after another point of the same stream.</summary>
    public bool IsAfter(Point other) => Boot != other.Boot ? Boot > other.Boot : UptimeMs > other.UptimeMs;
}
