using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Rules;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Plans;

namespace EdgeLogger.Alerts.Engine;

/// <summary>
/// The detectors that are fed closed cycles: of each cell its own, and of each cohort one that its cells share.
/// </summary>
internal sealed class CycleJudges
{
    private readonly AlertRule[] _ofCells;
    private readonly AlertRule[] _ofCohorts;
    private readonly AlertSources _sources;
    private readonly Dictionary<ulong, List<ICycleDetector>> _cells = [];
    private readonly Dictionary<string, List<ICohortDetector>> _cohorts = [];

    /// <param name="rules">Which rules there are.</param>
    /// <param name="sources">Names and cohorts of tests.</param>
    public CycleJudges(RuleSet rules, AlertSources sources)
    {
        _ofCells = [.. rules.Rules.Where(rule => rule.Enabled && rule.Kind.Feed == DetectorFeed.Cycles)];
        _ofCohorts = [.. rules.Rules.Where(rule => rule.Enabled && rule.Kind.Feed == DetectorFeed.Cohorts)];
        _sources = sources;
    }

    /// <summary>Whether a cycle is judged: not where the record ended before the charge had turned back.</summary>
    public static bool IsToJudge(Cycle cycle) => !cycle.Provisional;

    /// <summary>What is found with the next cycle of a cell.</summary>
    public List<Verdict> Take(TestKey cell, Cycle cycle)
    {
        CycleObservation observation = Observe(cell, cycle);
        List<Verdict> verdicts = [];
        foreach (ICycleDetector detector in DetectorsOf(cell))
        {
            if (detector.Take(observation) is { } verdict)
            {
                verdicts.Add(verdict);
            }
        }

        verdicts.AddRange(TakeOfCohort(observation));
        return verdicts;
    }

    /// <summary>The same, by its cohort's detectors only.</summary>
    public List<Verdict> TakeOfCohort(TestKey cell, Cycle cycle) => TakeOfCohort(Observe(cell, cycle));

    /// <summary>Whether a cohort has a detector.</summary>
    public bool Judges(string cohort) => DetectorsOf(cohort).Count > 0;

    /// <summary>
    /// The cycles of a cell are to be taken again, from the first one on, and those of all cells of its cohort.
    /// </summary>
    public void Forget(ulong test, string cohort)
    {
        _cells.Remove(test);
        _cohorts.Remove(cohort);
    }

    private CycleObservation Observe(TestKey cell, Cycle cycle) =>
        new(cell.Name, _sources.CohortOf(cell), cycle) { Subject = Subject.Of(cell) };

    private List<Verdict> TakeOfCohort(CycleObservation observation)
    {
        List<Verdict> verdicts = [];
        foreach (ICohortDetector detector in DetectorsOf(observation.Cohort))
        {
            verdicts.AddRange(detector.Take(observation));
        }

        return verdicts;
    }

    private List<ICycleDetector> DetectorsOf(TestKey cell)
    {
        if (!_cells.TryGetValue(cell.Id, out List<ICycleDetector>? detectors))
        {
            detectors = [.. _ofCells.Where(rule => rule.Judges(_sources.NamesOf(cell))).Select(rule =>
                ((DetectorKindOf<ICycleDetector>)rule.Kind).Create(rule.Name, Subject.Of(cell), rule.Settings))];
            _cells.Add(cell.Id, detectors);
        }

        return detectors;
    }

    private List<ICohortDetector> DetectorsOf(string cohort)
    {
        if (cohort.Length == 0)
        {
            return [];
        }

        if (!_cohorts.TryGetValue(cohort, out List<ICohortDetector>? detectors))
        {
            detectors = [.. _ofCohorts.Where(rule => rule.Judges(cohort)).Select(rule =>
                ((DetectorKindOf<ICohortDetector>)rule.Kind).Create(rule.Name, Subject.Cohort(cohort), rule.Settings))];
            _cohorts.Add(cohort, detectors);
        }

        return detectors;
    }
}
