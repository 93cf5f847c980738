using System;

namespace EdgeLogger.Alerts.Book;

/// <summary>Somebody has taken an alert up.</summary>
/// <param name="By">Who.</param>
/// <param name="Note">What they say to it; may be empty.</param>
/// <param name="At">When.</param>
public sealed record Acknowledgement(string By, string Note, DateTimeOffset At);
