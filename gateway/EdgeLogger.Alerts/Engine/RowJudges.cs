using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Rules;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.FrameLog;

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
    private readonly ConcurrentDictionary<ulong, TestRows> _cells = new();
    private readonly ConcurrentDictionary<ulong, bool> _catchingUp;

    /// <param name="rules">Which rules there are.</param>
    /// <param name="sources">Names of tests.</param>
    /// <param name="found">Receives, from the deriving thread, what is found.</param>
    /// <param name="before">Those that were at work with other rules; null: none.</param>
    public RowJudges(RuleSet rules, AlertSources sources, Action<Verdict> found, RowJudges? before = null)
    {
        _rules = [.. rules.Rules.Where(rule => rule.Enabled && rule.Kind.Feed == DetectorFeed.Rows)];
        _sources = sources;
        _found = found;
        _catchingUp = before?._catchingUp ?? new ConcurrentDictionary<ulong, bool>();
    }

    /// <summary>
    /// A test is derived on, or again: its detectors begin again, and until it has caught up nothing of it is handed on.
    /// </summary>
    public void Begin(ulong test)
    {
        _catchingUp[test] = true;
        Forget(test);
    }

    /// <summary>A test has caught up: what its rules find from here on is handed on.</summary>
    /// <returns>
    /// How those of its rules that have found anything find it at the end of the past, and what they have found in new rows
    /// since.
    /// </returns>
    public IReadOnlyList<Verdict> CaughtUp(ulong test)
    {
        _catchingUp.TryRemove(test, out _);
        return _cells.TryGetValue(test, out TestRows? rows) ? rows.TakeFound() : [];
    }

    /// <summary>
    /// Rows of a test come no more: what was found of it is forgotten, and found again if they should come back.
    /// </summary>
    public void Forget(ulong test) => _cells.TryRemove(test, out _);

    public void OnRow(TestKey cell, in RowPlace place, bool isNew, double timeS, long? utcMs, in CellRow row)
    {
        if (_rules.Length == 0)
        {
            return;
        }

        if (!_cells.TryGetValue(cell.Id, out TestRows? rows))
        {
            rows = new TestRows([.. _rules.Where(rule => rule.Judges(_sources.NamesOf(cell))).Select(rule =>
                ((DetectorKindOf<ILiveDetector>)rule.Kind).Create(rule.Name, Subject.Of(cell), rule.Settings))]);
            _cells[cell.Id] = rows;
        }

        LiveObservation observation = new(
            timeS, row.VoltageV, row.CurrentA, row.TemperatureDegC, row.PressureMpa, row.Saturated, row.SensorError);
        foreach (ILiveDetector detector in rows.Detectors)
        {
            if (detector.Take(observation) is { } verdict)
            {
                Hand(rows, isNew, Dated(verdict, timeS, utcMs) with { Place = place });
            }
        }
    }

    // The clock of a test goes by the length of pauses: what lies before the row lies as far before its date.
    private static Verdict Dated(Verdict verdict, double timeS, long? utcMs) =>
        verdict.SinceS is { } sinceS && utcMs is { } nowMs
        && BelievableUtc.DateOrNone(nowMs - (long)Math.Round((timeS - sinceS) * 1000)) is { } since
            ? verdict with
            {
                Since = since,
                Sentence = string.Create(CultureInfo.InvariantCulture, $"{verdict.Sentence}, since {since:yyyy-MM-dd HH:mm} UTC"),
            }
            : verdict;

    private void Hand(TestRows rows, bool isNew, Verdict verdict)
    {
        if (_catchingUp.ContainsKey(verdict.Subject.Test))
        {
            rows.Note(isNew, verdict);
        }
        else
        {
            _found(verdict);
        }
    }

    /// <summary>The detectors of a test, and what they have found that is not handed on yet.</summary>
    private sealed record TestRows(List<ILiveDetector> Detectors)
    {
        private readonly Dictionary<string, Verdict> _past = [];
        private readonly List<Verdict> _new = [];

        /// <summary>Of the past only how it ended counts; of new rows all that was found.</summary>
        public void Note(bool isNew, Verdict verdict)
        {
            if (isNew)
            {
                _new.Add(verdict);
            }
            else
            {
                _past[verdict.Rule] = verdict;
            }
        }

        public Verdict[] TakeFound()
        {
            Verdict[] found = [.. _past.Values, .. _new];
            _past.Clear();
            _new.Clear();
            return found;
        }
    }
}
