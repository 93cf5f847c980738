using System;

namespace EdgeLogger.FrameLog;

/// <summary>A schema document that a board has published, on its way into the log.</summary>
/// <param name="Board">The board.</param>
/// <param name="Topic">Its topic.</param>
/// <param name="Hash">CRC-32 of the document's bytes: what frames name it by.</param>
/// <param name="Document">UTF-8 JSON.</param>
/// <param name="ReceivedUtcMs">Arrival, Unix ms.</param>
/// <param name="Token">Handed back after the commit.</param>
public readonly record struct SchemaArrival(
    string Board, string Topic, uint Hash, ReadOnlyMemory<byte> Document, long ReceivedUtcMs, object? Token);
