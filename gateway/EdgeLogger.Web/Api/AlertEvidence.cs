using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Web.Api;

/// <summary>What an alert's plot is drawn from.</summary>
internal static class AlertEvidence
{
    // A plot shows no more of them apart.
    private const int MostCycles = 400;

    /// <summary>
    /// What its detector kept; where that kept nothing and the alert is about a test's cycle, the discharge capacity of that
    /// test's cycles up to it. Null: there is nothing to draw.
    /// </summary>
    public static Evidence? Of(GatewayView view, Alert alert)
    {
        if (view.Alerts.Book.EvidenceOf(alert.Id) is { Series.Count: > 0 } kept)
        {
            return kept;
        }

        return alert is { Cycle: { } cycle, Subject.Test: not 0 and var test }
            ? Capacities(view.Derivation.Store.Cycles(test), cycle)
            : null;
    }

    private static Evidence? Capacities(IReadOnlyList<Cycle> cycles, int last)
    {
        Cycle[] whole = [.. cycles.Where(cycle => cycle.Number <= last && cycle is { Partial: false, Discharge: not null })
            .TakeLast(MostCycles)];
        return whole.Length == 0 ? null : new Evidence([], "cycle", "discharge capacity / mAh",
        [
            new EvidenceSeries("discharge capacity", IsLine: false, [.. whole.Select(cycle => (double)cycle.Number)],
                [.. whole.Select(cycle => cycle.Discharge!.Ah * 1000)]),
        ]);
    }
}
