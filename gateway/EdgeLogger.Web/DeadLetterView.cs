using System;

namespace EdgeLogger.Web;

/// <summary>A point that a server would not take.</summary>
/// <param name="RejectedAt">When.</param>
/// <param name="Line">The point, as line protocol.</param>
/// <param name="Words">The server's words.</param>
public sealed record DeadLetterView(DateTimeOffset RejectedAt, string Line, string Words);
