using System;

namespace EdgeLogger.FrameLog;

/// <summary>A refused message.</summary>
/// <param name="Id">Rises with every entry.</param>
/// <param name="Reason">The reason's name, <see cref="RefusalNames"/>.</param>
/// <param name="Board">The board on whose topic it came; "" where the topic names none.</param>
/// <param name="Topic">The topic, as safe to show.</param>
/// <param name="ReceivedUtcMs">Arrival, Unix ms.</param>
/// <param name="Length">Bytes as it arrived.</param>
/// <param name="Bytes">The bytes kept: the first ones.</param>
public sealed record QuarantineEntry(
    long Id, string Reason, string Board, string Topic, long ReceivedUtcMs, int Length, ReadOnlyMemory<byte> Bytes);
