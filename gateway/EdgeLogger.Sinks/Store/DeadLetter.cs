namespace EdgeLogger.Sinks.Store;

/// <summary>A point that a server will never take.</summary>
/// <param name="Line">The point as line protocol, UTF-8.</param>
/// <param name="Words">The server's words.</param>
/// <param name="RejectedUtcMs">When, Unix ms.</param>
public sealed record DeadLetter(byte[] Line, string Words, long RejectedUtcMs);
