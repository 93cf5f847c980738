using System;

namespace EdgeLogger.Ingest;

/// <summary>The newest state document of a board.</summary>
/// <param name="Board">The board.</param>
/// <param name="ReceivedUtcMs">Arrival, Unix ms. A retained one may be older than that.</param>
/// <param name="WasRetained">The broker had kept it: it tells how things were, not that the board is there now.</param>
/// <param name="Json">The document, UTF-8: a JSON object.</param>
public sealed record BoardState(string Board, long ReceivedUtcMs, bool WasRetained, ReadOnlyMemory<byte> Json)
{
    /// <summary>It was signed under the board's key.</summary>
    public bool WasSigned { get; init; }
}
