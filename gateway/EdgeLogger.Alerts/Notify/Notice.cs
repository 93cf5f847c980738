using System;
using System.Collections.Generic;
using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Notify;

/// <summary>What a person is notified of at once: one alert, or many that one rule found together.</summary>
/// <param name="Mark">Its own among all notices of all gateways: with it a receiver knows a repetition.</param>
/// <param name="Kind">Why it is sent.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Severity">The highest of the alerts.</param>
/// <param name="Headline">One line that says it all.</param>
/// <param name="At">When it was made.</param>
/// <param name="Items">The alerts, the gravest first; of more than <see cref="MostItems"/> the first.</param>
/// <param name="Count">How many alerts there are.</param>
public sealed record Notice(
    string Mark, NoticeKind Kind, string Rule, Severity Severity, string Headline, DateTimeOffset At,
    IReadOnlyList<NoticeItem> Items, int Count)
{
    /// <summary>Alerts that are written out; more are counted.</summary>
    public const int MostItems = 50;
}

/// <summary>One alert of a notice.</summary>
/// <param name="AlertId">Its number.</param>
/// <param name="Subject">Whom it is about.</param>
/// <param name="Sentence">What was found, or why it is over or withdrawn.</param>
/// <param name="Cycle">The cycle; null for rows and boards.</param>
/// <param name="OpenedAt">Since when.</param>
/// <param name="Link">The subject's page; null if the gateway does not know where its page is seen.</param>
public sealed record NoticeItem(long AlertId, Subject Subject, string Sentence, int? Cycle, DateTimeOffset OpenedAt, Uri? Link);

/// <summary>Why a notice is sent.</summary>
public enum NoticeKind
{
    /// <summary>Something has begun.</summary>
    Opened = 0,

    /// <summary>It is over.</summary>
    Over = 1,

    /// <summary>A person wants to see whether notices arrive.</summary>
    Test = 2,

    /// <summary>It was found in what is not its test's, and counts no longer.</summary>
    Withdrawn = 3,
}
