using System.Collections.Generic;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Sinks.Reading;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>An alert of the book as the points of a sink: its beginning, and its end once there is one.</summary>
internal static class AlertEvents
{
    public static IEnumerable<AlertPoint> Of(Alert alert, TestPlans plans)
    {
        AlertPoint opened = new(
            alert.OpenedAt.ToUnixTimeMilliseconds(), alert.Rule, alert.Subject.Name, alert.Severity.ToString()
            .ToLowerInvariant(), IsOpen: true,
            alert.Value, alert.Threshold)
        { Test = AlertedTest.Of(plans.Find(alert.Subject.Test)) };
        yield return opened;
        if (alert.ClosedAt is { } closedAt)
        {
            yield return opened with { UtcMs = closedAt.ToUnixTimeMilliseconds(), IsOpen = false };
        }
    }
}
