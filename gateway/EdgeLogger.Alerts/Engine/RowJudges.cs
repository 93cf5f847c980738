using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Rules;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;

namespace EdgeLogger.Alerts.Engine;

/// <summary>
/// The detectors that are fed rows. They run where the rows are derived, one cell on one thread at a time, and hand on only what
/// changes.
/// </summary>
internal sealed class RowJudges : IRowObserver
{
    private readonly AlertRule[] _rules;
    private readonly AlertSources _sources;
    private readonly Action<Verdict> _found;
    private readonly ConcurrentDictionary<ulong, List<ILiveDetector>> _cells = new();

    /// <param name="rules">Which rules there are.</param>
    /// <param name="sources">Names of tests.</param>
    /// <param name="found">Receives, from the deriving thread, what is found.</param>
    public RowJudges(RuleSet rules, AlertSources sources, Action<Verdict> found)
    {
        _rules = [.. rules.Rules.Where(rule => rule.Enabled && rule.Kind.Feed == DetectorFeed.Rows)];
        _sources = sources;
        _found = found;
    }

    /// <summary>
    /// Rows of a test come no more: what was found of it is forgotten, and found again if they should come back.
    /// </summary>
    public void Forget(ulong test) => _cells.TryRemove(test, out _);

    public void OnRow(TestKey cell, double timeS, in CellRow row)
    {
        if (_rules.Length == 0)
        {
            return;
        }

        if (!_cells.TryGetValue(cell.Id, out List<ILiveDetector>? detectors))
        {
            detectors = [.. _rules.Where(rule => rule.Judges(_sources.NamesOf(cell))).Select(rule =>
                ((DetectorKindOf<ILiveDetector>)rule.Kind).Create(rule.Name, Subject.Of(cell), rule.Settings))];
            _cells[cell.Id] = detectors;
        }

        LiveObservation observation = new(
            timeS, row.VoltageV, row.CurrentA, row.TemperatureDegC, row.PressureMpa, row.Saturated, row.SensorError);
        foreach (ILiveDetector detector in detectors)
        {
            if (detector.Take(observation) is { } verdict)
            {
                _found(verdict);
            }
        }
    }
}
