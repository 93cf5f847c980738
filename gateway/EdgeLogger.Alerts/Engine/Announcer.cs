using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Notify;
using EdgeLogger.Alerts.Rules;

namespace EdgeLogger.Alerts.Engine;

/// <summary>
/// Makes notices of events. Events of one rule that come close together are one notice: two hundred cells that trip with a
/// climate chamber are sent once. Waits are of a clock that nobody sets; a start begins them again.
/// </summary>
internal sealed class Announcer
{
    private readonly AlertBook _book;
    private readonly Silencer _silencer;
    private readonly TimeProvider _time;
    private readonly Func<Subject, string> _pathOf;
    private readonly Dictionary<(string Rule, ChangeKind Kind), long> _waitingSince = [];
    private readonly Dictionary<(string Rule, ChangeKind Kind), long> _postedAt = [];

    /// <param name="book">Where events are.</param>
    /// <param name="silencer">What nobody is notified of.</param>
    /// <param name="time">The clock.</param>
    /// <param name="pathOf">The path under which the page shows a subject.</param>
    public Announcer(AlertBook book, Silencer silencer, TimeProvider time, Func<Subject, string> pathOf)
    {
        _pathOf = pathOf;
        _book = book;
        _silencer = silencer;
        _time = time;
    }

    /// <summary>Posts what is due; true if anything was posted.</summary>
    public bool Tick(RuleSet rules)
    {
        IReadOnlyList<AlertEvent> unreported = _book.UnreportedEvents();
        foreach (AlertEvent held in unreported.Where(each => each.IsHeld && !_silencer.Holds(each.Rule, each.Subject)))
        {
            _book.Release(held);
        }

        bool posted = false;
        foreach (IGrouping<(string Rule, ChangeKind Kind), AlertEvent> group in unreported.Where(each => !each.IsHeld)
            .GroupBy(each => (each.Rule, each.Kind)))
        {
            if (IsDue(group.Key, rules))
            {
                Post(group.Key, [.. group.OrderByDescending(each => each.Severity).ThenBy(each => each.Id)], rules);
                posted = true;
            }
        }

        return posted;
    }

    private bool IsDue((string, ChangeKind) key, RuleSet rules)
    {
        if (!_waitingSince.TryGetValue(key, out long since))
        {
            since = _time.GetTimestamp();
            _waitingSince.Add(key, since);
        }

        return _time.GetElapsedTime(since) >= rules.GroupWait
            && (!_postedAt.TryGetValue(key, out long posted) || _time.GetElapsedTime(posted) >= rules.GroupInterval);
    }

    private void Post((string Rule, ChangeKind Kind) key, List<AlertEvent> events, RuleSet rules)
    {
        Notice notice = Compose(key.Rule, key.Kind, events, rules);
        _book.Post(notice, events, Receivers(notice, rules));
        _waitingSince.Remove(key);
        _postedAt[key] = _time.GetTimestamp();
    }

    private Notice Compose(string rule, ChangeKind kind, List<AlertEvent> events, RuleSet rules)
    {
        List<NoticeItem> items = [.. events.Take(Notice.MostItems).Select(each => Item(each, rules)).OfType<NoticeItem>()];
        string headline = events.Count == 1 && items.Count == 1
            ? $"{rule} on {items[0].Subject.NameAndSlot()}: {items[0].Sentence}"
            : $"{rule} on {events.Count} {KindOf(events)}: "
            + string.Join(", ", events.Take(3).Select(each => each.Subject.NameAndSlot())) + (events.Count > 3 ? ", ..." : "");
        return new Notice(
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), KindOf(kind), rule,
            events.Max(each => each.Severity), headline, _time.GetUtcNow(), items, events.Count);
    }

    private NoticeItem? Item(AlertEvent each, RuleSet rules) => _book.Find(each.AlertId) is { } alert
        ? new NoticeItem(
            alert.Id, alert.Subject, each.Kind == ChangeKind.Opened ? alert.Sentence : alert.ClosedSentence, alert.Cycle,
            alert.OpenedAt,
            rules.Page is { } page ? new Uri(page, _pathOf(alert.Subject)) : null)
        : null;

    private static NoticeKind KindOf(ChangeKind kind) => kind switch
    {
        ChangeKind.Over => NoticeKind.Over,
        ChangeKind.Withdrawn => NoticeKind.Withdrawn,
        _ => NoticeKind.Opened,
    };

    private static string KindOf(List<AlertEvent> events)
    {
        SubjectKind[] kinds = [.. events.Select(each => each.Subject.Kind).Distinct()];
        return kinds is [var one] ? one.ToString().ToLowerInvariant() + "s" : "cells and boards";
    }

    private static List<string> Receivers(Notice notice, RuleSet rules)
    {
        IReadOnlyList<string>? wanted = rules.Find(notice.Rule)?.Notify;
        return [.. rules.Notifiers.Where(each => (wanted is null || wanted.Contains(each.Name))
            && notice.Severity >= each.LeastSeverity).Select(each => each.Name)];
    }
}
