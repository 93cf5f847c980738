using System;

namespace EdgeLogger.FrameLog;

/// <summary>A message that is not taken, on its way into the quarantine.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Board">The board on whose topic it came; "" where the topic names none.</param>
/// <param name="Topic">The topic, as safe to show: cut and free of control characters.</param>
/// <param name="Bytes">The payload. <see cref="FrameLogOptions.QuarantineItemBytes"/> of it are kept.</param>
/// <param name="ReceivedUtcMs">Arrival, Unix ms.</param>
/// <param name="Token">Handed back after the commit.</param>
public readonly record struct RefusedMessage(
    RefusalReason Reason, string Board, string Topic, ReadOnlyMemory<byte> Bytes, long ReceivedUtcMs, object? Token);
