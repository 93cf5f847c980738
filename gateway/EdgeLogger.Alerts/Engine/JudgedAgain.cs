using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Rules;

namespace EdgeLogger.Alerts.Engine;

/// <summary>What would have been raised and when it would have been over, had the cycles been these from the beginning.</summary>
/// <param name="conditions">The states, which have forgotten the subjects.</param>
internal sealed class JudgedAgain(Conditions conditions)
{
    private readonly Dictionary<(string Rule, Subject Subject), Verdict> _opened = [];
    private readonly Dictionary<(string Rule, Subject Subject), Verdict> _closed = [];

    /// <summary>Takes what is found with the next cycle.</summary>
    public void Take(IEnumerable<Verdict> verdicts)
    {
        foreach (Change change in verdicts.Select(conditions.Take).OfType<Change>())
        {
            (change.Kind == ChangeKind.Opened ? _opened : _closed)[(change.Verdict.Rule, change.Verdict.Subject)] =
                change.Verdict;
        }
    }

    /// <summary>With what an alert opened last; null: it did not.</summary>
    public Verdict? OpenedWith(Alert alert) => _opened.GetValueOrDefault((alert.Rule, alert.Subject));

    /// <summary>With what an alert was over last; null: it was not.</summary>
    public Verdict? ClosedWith(Alert alert) => _closed.GetValueOrDefault((alert.Rule, alert.Subject));

    /// <summary>What is open now and was not: only this is news.</summary>
    /// <param name="booked">What the book has open.</param>
    /// <param name="rules">The rules at work.</param>
    public IEnumerable<Change> Opened(IEnumerable<Alert> booked, RuleSet rules)
    {
        HashSet<(string, Subject)> known = [.. booked.Select(alert => (alert.Rule, alert.Subject))];
        return _opened.Where(one => !known.Contains(one.Key) && conditions.IsOpen(one.Key.Rule, one.Key.Subject))
            .Select(one => new Change(one.Value, rules.Find(one.Key.Rule)!.Severity, ChangeKind.Opened, Held: false));
    }
}
