using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Book;

/// <summary>An alert has opened or is over, and nobody has been told yet.</summary>
/// <param name="Id">Number in the book.</param>
/// <param name="AlertId">The alert.</param>
/// <param name="IsOver">It is over; else it has opened.</param>
/// <param name="Rule">The alert's rule.</param>
/// <param name="Subject">Whom it is about.</param>
/// <param name="Severity">The alert's severity.</param>
/// <param name="IsHeld">A silence covers it.</param>
public sealed record AlertEvent(long Id, long AlertId, bool IsOver, string Rule, Subject Subject, Severity Severity, bool IsHeld);
