namespace EdgeLogger.Cells.Model;

/// <summary>Where a segment begins or ends.</summary>
/// <param name="UtcMs">The moment as a user gave it, Unix ms.</param>
/// <param name="At">The point that it resolved to; null while it has not, because nothing of that moment has arrived.</param>
public sealed record Edge(long UtcMs, Point? At = null);

/// <summary>One of the two edges of a segment.</summary>
public enum EdgeSide
{
    /// <summary>Where it begins.</summary>
    From,

    /// <summary>Where it ends.</summary>
    To,
}
