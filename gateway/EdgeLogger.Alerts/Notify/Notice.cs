using System;
using System.Collections.Generic;
using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Notify;

/// <summary>What a person is told at once: one alert, or many that one rule found together.</summary>
/// <param name="Mark">Its own among all notices of all gateways: with it a receiver knows a repetition.</param>
/// <param name="Kind">Why it is sent.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Severity">The highest of the alerts.</param>
/// <param name="Headline">One line that says it all.</param>
/// <param name="At">When it was made.</param>
/// <param name="Items">The alerts, the gravest first; of more than <see cref="MostItems"/> the first.</param>
/// <param name="Count">How many alerts there are.</param>
public sealed record Notice(
    string Mark, NoticeKind Kind, string Rule, Severity Severity, string Headline, DateTimeOffset At, IReadOnlyList<NoticeItem> Items, int Count)
{
    /// <summary>Alerts that are written out; more are counted.</summary>
    public const int MostItems = 50;
}
