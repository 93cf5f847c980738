using System;

namespace EdgeLogger.Ingest;

/// <summary>A board's answer to a command, as it came.</summary>
/// <param name="Board">The board.</param>
/// <param name="ReceivedUtcMs">Arrival, Unix ms.</param>
/// <param name="Payload">The answer.</param>
public sealed record CommandResult(string Board, long ReceivedUtcMs, ReadOnlyMemory<byte> Payload);
