using System;
using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Notify;

/// <summary>One alert of a notice.</summary>
/// <param name="AlertId">Its number.</param>
/// <param name="Subject">Whom it is about.</param>
/// <param name="Sentence">What was found, or why it is over.</param>
/// <param name="Cycle">The cycle; null for rows and boards.</param>
/// <param name="OpenedAt">Since when.</param>
/// <param name="Link">The subject's page; null if the gateway does not know where its page is seen.</param>
public sealed record NoticeItem(long AlertId, Subject Subject, string Sentence, int? Cycle, DateTimeOffset OpenedAt, Uri? Link);
