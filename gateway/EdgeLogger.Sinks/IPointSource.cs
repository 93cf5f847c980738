using EdgeLogger.Sinks.LineProtocol;

namespace EdgeLogger.Sinks;

/// <summary>
/// Points that are neither rows nor results: alerts, the health of boards. A seam to the parts that know of them. Asked by one
/// sink after another, on the sinks' threads.
/// </summary>
public interface IPointSource
{
    /// <summary>What a sink keeps its cursor under.</summary>
    string Name { get; }

    /// <summary>Adds the points after a cursor, the oldest first.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="after">The cursor; 0 at the beginning.</param>
    /// <param name="most">Points to add at most; a few more do no harm.</param>
    /// <returns>The cursor after them: <paramref name="after"/> if there were none.</returns>
    long Fill(LineProtocolWriter writer, long after, int most);
}
