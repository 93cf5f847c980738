using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Book;

/// <summary>What the engine has decided about one rule and one subject.</summary>
/// <param name="Verdict">What was found, with which it opens or is over.</param>
/// <param name="Severity">As the rule says.</param>
/// <param name="Opens">It opens; else it is over.</param>
/// <param name="Held">A silence covers it.</param>
public sealed record Change(Verdict Verdict, Severity Severity, bool Opens, bool Held);
