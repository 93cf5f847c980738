using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Web.Live;

/// <summary>
/// Open alerts by test, asked for again when one changed, and every few seconds because other processes write the book too.
/// </summary>
internal sealed class OpenAlerts
{
    private static readonly TimeSpan AtLeastEvery = TimeSpan.FromSeconds(2);

    private readonly AlertBook _book;
    private readonly TimeProvider _time;
    private volatile bool _isOld = true;
    private long _readAt;
    private FrozenDictionary<ulong, (int Count, Severity Worst)> _byTest = FrozenDictionary<ulong, (int, Severity)>.Empty;

    /// <param name="alerts">Reports what changes.</param>
    /// <param name="time">The clock.</param>
    public OpenAlerts(AlertService alerts, TimeProvider time)
    {
        _book = alerts.Book;
        _time = time;
        alerts.Changed += _ => _isOld = true;
    }

    /// <summary>Open alerts about anything, the gravest first.</summary>
    public IReadOnlyList<Alert> All { get; private set; } = [];

    /// <summary>How many are open about a test, and the gravest; null if none is.</summary>
    public (int Count, Severity Worst)? Of(ulong test) => _byTest.TryGetValue(test, out (int, Severity) found) ? found : null;

    /// <summary>Reads the book if it may have changed.</summary>
    public void Refresh()
    {
        if (!_isOld && _time.GetElapsedTime(_readAt) < AtLeastEvery)
        {
            return;
        }

        _isOld = false;
        _readAt = _time.GetTimestamp();
        IReadOnlyList<Alert> open = _book.OpenAlerts();
        if (open.SequenceEqual(All))
        {
            return;
        }

        All = [.. open.OrderByDescending(alert => alert.Severity).ThenByDescending(alert => alert.OpenedAt)];
        _byTest = open.Where(alert => alert.Subject.Test != 0).GroupBy(alert => alert.Subject.Test)
            .ToFrozenDictionary(test => test.Key, test => (test.Count(), test.Max(alert => alert.Severity)));
    }
}
