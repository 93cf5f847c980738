using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Rules;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Plans;

namespace EdgeLogger.Alerts.Engine;

/// <content>
/// Tests that are derived again. What is derived until a test has caught up is the past: it is judged in silence, and compared
/// with the book once.
/// </content>
internal sealed partial class AlertEngine
{
    private readonly HashSet<ulong> _again = [];
    private readonly HashSet<ulong> _rowsAgain = [];

    /// <summary>A test is derived on, or again: until it has caught up nothing is concluded from what is stored of it.</summary>
    public void Begun(TestBegun begun)
    {
        if (begun.IsFromStart)
        {
            _again.Add(begun.Test);
            _rowsAgain.Add(begun.Test);
            _isUp.Remove(begun.Test);
        }
    }

    /// <summary>A test has caught up with the log.</summary>
    /// <param name="test">The test.</param>
    /// <param name="found">How its rules of rows find it now, those of them that have found anything.</param>
    public void CaughtUp(ulong test, IReadOnlyList<Verdict> found)
    {
        if (_again.Contains(test))
        {
            LookBackAt(test);
            CyclesAreBack(test);
            _again.Remove(test);
        }
        else if (_waiting.ContainsKey(test))
        {
            _isUp.Add(test);
        }

        List<Change> changes = _rowsAgain.Remove(test) ? RowsAreBack(test, found) : [];
        Write([.. changes, .. found.Select(Found).OfType<Change>()], []);
    }

    // A book of before there were tests knows how far their streams were judged.
    private JudgedTo? JudgedOf(ulong test) => _judged.TryGetValue(test, out JudgedTo judged)
        || _judged.TryGetValue(_sources.FirstStreamOf(test), out judged) ? judged : null;

    /// <summary>Whether stored cycles are those that were judged, and perhaps more.</summary>
    private bool IsAsJudged(ulong test, IReadOnlyList<Cycle> cycles)
    {
        if (JudgedOf(test) is not { } judged)
        {
            return cycles.Count == 0;
        }

        Cycle[] before = [.. cycles.Where(cycle => cycle.Number <= judged.Cycle)];
        return before.LastOrDefault()?.Number == (judged.Cycle == 0 ? null : judged.Cycle)
            && (judged.Print is null || before.Aggregate(CyclePrint.Empty, CyclePrint.With) == judged.Print);
    }

    private void CyclesAreBack(ulong test)
    {
        IReadOnlyList<Cycle> cycles = ToJudge(test);
        TestKey cell = _store.Find(test) is { } known ? Known(known) : KeyOf(new Subject(SubjectKind.Cell, "", test));
        if (!IsAsJudged(test, cycles))
        {
            JudgeAgain(cell, cycles);
            return;
        }

        int judged = JudgedOf(test)?.Cycle ?? 0;
        if (SeenOf(test).Cycle < judged)
        {
            TakeInSilence(cell, cycles.Where(cycle => cycle.Number <= judged));
            Write(_conditions.Reconcile(_book.OpenAlerts(), [Subject.Of(cell)]), []);
        }

        _again.Remove(test);
        Take(cell, cycles);
    }

    /// <summary>Other cycles than those that were judged: the detectors begin again, and the book follows.</summary>
    private void JudgeAgain(TestKey cell, IReadOnlyList<Cycle> cycles)
    {
        string cohort = _sources.CohortOf(cell);
        TestKey[] siblings = _cycles.Judges(cohort)
            ? [.. _tests.Values.Where(one => one.Id != cell.Id && _sources.CohortOf(one) == cohort).Select(_sources.Named)]
            : [];
        _cycles.Forget(cell.Id, cohort);
        _conditions.Forget(Subject.Of(cell), IsOfCycles);
        _seen.Remove(cell.Id);
        JudgedAgain again = new(_conditions);
        foreach (TestKey sibling in siblings)
        {
            _conditions.Forget(Subject.Of(sibling), IsOfCohorts);
            foreach (Cycle cycle in ToJudge(sibling.Id).Where(cycle => cycle.Number <= SeenOf(sibling.Id).Cycle))
            {
                again.Take(_cycles.TakeOfCohort(sibling, cycle));
            }
        }

        foreach (Cycle cycle in cycles)
        {
            See(cell.Id, cycle);
            again.Take(_cycles.Take(cell, cycle));
        }

        HashSet<Subject> cohortOnly = [.. siblings.Select(Subject.Of)];
        Alert[] open = [.. _book.OpenAlerts().Where(alert => Rules.Find(alert.Rule) is { } rule
            && (alert.Subject == Subject.Of(cell) ? IsOfCycles(rule) : cohortOnly.Contains(alert.Subject) && IsOfCohorts(rule)))];
        Write([.. open.Select(alert => Judged(alert, again)).OfType<Change>(), .. again.Opened(open, Rules)],
            [new(cell.Id, SeenOf(cell.Id))]);
    }

    private static bool IsOfCycles(AlertRule rule) => AlertRule.IsOfCycles(rule.Kind);

    private static bool IsOfCohorts(AlertRule rule) => rule.Kind.Feed == DetectorFeed.Cohorts;

    /// <summary>What becomes of an open alert of cycles; null: it is as it was.</summary>
    private Change? Judged(Alert alert, JudgedAgain again)
    {
        if (_conditions.IsOpen(alert.Rule, alert.Subject))
        {
            Verdict found = again.OpenedWith(alert)!;
            return found.Sentence == alert.Sentence && found.Cycle == alert.Cycle
                ? null
                : new Change(found, alert.Severity, ChangeKind.Restated, Held: false);
        }

        string? whyNot = WhyNotOf(alert.Subject.Test, alert.Place);
        return whyNot is null && again.ClosedWith(alert) is { } closed && IsAtOrAfter(closed, alert.Place)
            ? new Change(closed, alert.Severity, ChangeKind.Over, Held: false)
            : Left(alert, ChangeKind.Withdrawn, whyNot ?? "it is not found in the results since they were derived again");
    }

    // Of another stream it is not known which is later.
    private bool IsAtOrAfter(Verdict closed, RowPlace? place) => PlaceOf(closed) is not { } at || place is not { } found
        || at.Stream != found.Stream || !at.Point.IsBefore(found.Point.Boot, found.Point.UptimeMs);

    /// <summary>Rows have been gone through from the start: what the book has and they do not is not so now.</summary>
    private List<Change> RowsAreBack(ulong test, IReadOnlyList<Verdict> found)
    {
        HashSet<string> standing =
            [.. found.Where(verdict => verdict.State != DetectionState.Clear).Select(verdict => verdict.Rule)];
        List<Change> left = [];
        foreach (Alert alert in _book.OpenAlerts().Where(alert => alert.Subject.Test == test && !standing.Contains(alert.Rule)
            && Rules.Find(alert.Rule) is { } rule && IsOfRows(rule)))
        {
            _conditions.Forget(alert.Subject, rule => rule.Name == alert.Rule);
            string? whyNot = WhyNotOf(test, alert.Place);
            left.Add(Left(alert, whyNot is null ? ChangeKind.Over : ChangeKind.Withdrawn,
                whyNot ?? "it is not found in the newest rows since they were gone through again"));
        }

        return left;
    }

    /// <summary>
    /// The row with which something was found: its own, else the last one of its cycle; null if that is not known.
    /// </summary>
    private RowPlace? PlaceOf(Verdict verdict)
    {
        ulong test = verdict.Subject.Test;
        if (verdict.Place is not null || verdict.Cycle is not { } number || test == 0
            || _store.Cycles(test, number).FirstOrDefault(cycle => cycle.Number == number) is not { } found)
        {
            return verdict.Place;
        }

        double endS = Math.Max(found.Charge?.EndS ?? 0, found.Discharge?.EndS ?? 0);
        return _store.Places(test).OrderBy(place => place.FromS).LastOrDefault(place => place.FromS < endS) is { } boot
            ? new RowPlace(boot.Stream, new RowPoint(boot.Boot, (long)Math.Round((endS - boot.BootStartS) * 1000)))
            : null;
    }
}
