using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Detectors;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Gateway.Backtesting;

/// <summary>The rules of cohorts over recorded cells that ran one recipe, as if all had been started at the same time.</summary>
public static class BacktestCohort
{
    /// <summary>Adds what is found to each cell.</summary>
    public static void Run(IReadOnlyList<BacktestCell> cells)
    {
        List<ICohortDetector> detectors =
            [.. DetectorCatalogue.Cohorts.Select(
                kind => kind.Create(kind.Name, Subject.Cohort("backtest"), new Dictionary<string, double>()))];
        IEnumerable<(BacktestCell Cell, double TimeS, Cycle Cycle)> all =
            cells.SelectMany(cell => cell.Closed.Select(closed => (cell, closed.TimeS, closed.Cycle)))
            .OrderBy(closed => closed.TimeS);
        foreach ((BacktestCell cell, double timeS, Cycle cycle) in all)
        {
            var observation = new CycleObservation(cell.Name, "backtest", cycle);
            foreach (Verdict verdict in detectors.SelectMany(detector => detector.Take(observation)))
            {
                cells.First(other => other.Name == verdict.Subject.Name).Note(timeS, verdict);
            }
        }
    }
}
