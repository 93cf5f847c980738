using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Book;

/// <summary>What the engine has decided about one rule and one subject.</summary>
/// <param name="Verdict">What was found, with which it opens or is over; of one that is withdrawn, why.</param>
/// <param name="Severity">As the rule says.</param>
/// <param name="Kind">What becomes of the alert.</param>
/// <param name="Held">A silence covers it.</param>
public sealed record Change(Verdict Verdict, Severity Severity, ChangeKind Kind, bool Held);
