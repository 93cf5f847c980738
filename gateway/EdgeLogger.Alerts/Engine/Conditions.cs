using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Rules;

namespace EdgeLogger.Alerts.Engine;

/// <summary>
/// The state machines of all rules and subjects: verdicts in, changes out. It has no I/O. Not safe for concurrent use.
/// </summary>
internal sealed class Conditions
{
    private readonly RuleSet _rules;
    private readonly TimeProvider _time;
    private readonly Dictionary<(string Rule, Subject Subject), Condition> _all = [];
    private readonly Dictionary<Subject, List<Condition>> _ofSubject = [];

    public Conditions(RuleSet rules, TimeProvider time)
    {
        _rules = rules;
        _time = time;
    }

    /// <summary>Takes what was found; a change if an alert opens or is over with it.</summary>
    public Change? Take(Verdict verdict) => Of(verdict.Rule, verdict.Subject)?.Take(verdict);

    /// <summary>Something has come from a subject.</summary>
    public void Heard(Subject subject)
    {
        foreach (Condition condition in _ofSubject.GetValueOrDefault(subject) ?? [])
        {
            condition.Heard();
        }
    }

    /// <summary>Looks at the clock.</summary>
    public List<Change> Tick() => [.. _all.Values.Select(condition => condition.Tick()).OfType<Change>()];

    /// <summary>Alerts whose subjects nothing is heard of any more.</summary>
    public HashSet<(string Rule, Subject Subject)> Stale() =>
        [.. _all.Values.Where(condition => condition.IsStale).Select(condition => (condition.Rule, condition.Subject))];

    /// <summary>Resumes what the book has open of rows and boards; ends what no rule judges any more.</summary>
    /// <param name="open">What the book has open.</param>
    /// <param name="namesOf">What rules may call a subject.</param>
    public List<Change> Adopt(IReadOnlyList<Alert> open, Func<Subject, IReadOnlyList<string>> namesOf)
    {
        List<Change> over = [];
        foreach (Alert alert in open)
        {
            AlertRule? rule = _rules.Find(alert.Rule);
            if (rule is null || (rule.Kind.Feed != DetectorFeed.Cohorts && !rule.Judges(namesOf(alert.Subject))))
            {
                over.Add(new Change(Ending.Of(alert.Rule, alert.Subject, "no rule judges this any more"), alert.Severity,
                    ChangeKind.Over, Held: false));
            }
            else if (!AlertRule.IsOfCycles(rule.Kind))
            {
                Of(alert.Rule, alert.Subject)?.Adopt(isConfirmed: rule.Kind.IsQuestion);
            }
        }

        return over;
    }

    /// <summary>
    /// Compares what the stored cycles say with what the book has open: after a start they agree, unless the rules or the program
    /// have changed. The present finding stands.
    /// </summary>
    /// <param name="open">What the book has open.</param>
    /// <param name="concerned">Subjects whose cycles have been gone through.</param>
    public List<Change> Reconcile(IReadOnlyList<Alert> open, IReadOnlyCollection<Subject> concerned)
    {
        List<Change> changes = [];
        Dictionary<(string, Subject), Alert> booked = open.ToDictionary(alert => (alert.Rule, alert.Subject));
        foreach (Condition condition in concerned.SelectMany(subject => _ofSubject.GetValueOrDefault(subject) ?? [])
            .Where(condition => condition.Last is { Cycle: not null }))
        {
            bool isBooked = booked.TryGetValue((condition.Rule, condition.Subject), out Alert? alert);
            if (condition.IsOpen && !isBooked)
            {
                changes.Add(new Change(condition.Last!, _rules.Find(condition.Rule)!.Severity, ChangeKind.Opened, Held: false));
            }
            else if (!condition.IsOpen && isBooked)
            {
                changes.Add(new Change(condition.Last!, alert!.Severity, ChangeKind.Over, Held: false));
            }
        }

        return changes;
    }

    /// <summary>Whether any alert is a question that waits for its answer.</summary>
    public bool HasOpenQuestion => _all.Values.Any(condition => condition.IsOpen && condition.IsQuestion);

    /// <summary>Ends a question that somebody has answered by acknowledging it.</summary>
    public Change? Answer(Alert alert) => Of(alert.Rule, alert.Subject) is { IsOpen: true } condition
        ? condition.Over($"answered by {alert.Acknowledged!.By}: nothing to do")
        : null;

    /// <summary>Whether a rule finds a subject so that there is an alert.</summary>
    public bool IsOpen(string rule, Subject subject) => _all.TryGetValue((rule, subject), out Condition? one) && one.IsOpen;

    /// <summary>Forgets what some rules found of a subject: it is found again, or not.</summary>
    public void Forget(Subject subject, Func<AlertRule, bool> isConcerned)
    {
        foreach (Condition condition in (_ofSubject.GetValueOrDefault(subject) ?? [])
            .Where(one => isConcerned(_rules.Find(one.Rule)!)).ToArray())
        {
            _all.Remove((condition.Rule, subject));
            _ofSubject[subject].Remove(condition);
        }
    }

    private Condition? Of(string rule, Subject subject)
    {
        if (_all.TryGetValue((rule, subject), out Condition? known))
        {
            return known;
        }

        if (_rules.Find(rule) is not { } judged)
        {
            return null;
        }

        Condition condition = new(judged, subject, _time);
        _all.Add((rule, subject), condition);
        if (!_ofSubject.TryGetValue(subject, out List<Condition>? others))
        {
            _ofSubject.Add(subject, others = []);
        }

        others.Add(condition);
        return condition;
    }
}
