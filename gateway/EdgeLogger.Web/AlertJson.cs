using System;
using EdgeLogger.Alerts.Book;

namespace EdgeLogger.Web;

/// <summary>An alert as /api/alerts shows it. What is not known is null.</summary>
public sealed record AlertJson(
    long Id, string Rule, string SubjectKind, string Subject, string? Slot, string Severity, string Text, double? Value,
    double? Threshold, string Unit,
    int? Cycle, int? Onset, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, string ClosedText,
    Withdrawal? Withdrawn, Acknowledgement? Acknowledged, bool Stale)
{
    public static AlertJson Of(Alert alert) => new(
        alert.Id, alert.Rule, alert.Subject.Kind.ToString().ToLowerInvariant(), alert.Subject.Name,
        alert.Subject.Slot.Length > 0 ? alert.Subject.Slot : null, alert.Severity.ToString().ToLowerInvariant(),
        alert.Sentence, Known(alert.Value), Known(alert.Threshold), alert.Unit, alert.Cycle, alert.Onset, alert.OpenedAt,
        alert.ClosedAt,
        alert.ClosedSentence, alert.Withdrawn, alert.Acknowledged, alert.IsStale);

    // JSON has no NaN.
    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
