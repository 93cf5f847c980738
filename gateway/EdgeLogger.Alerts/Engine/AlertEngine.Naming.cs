using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Rules;
using EdgeLogger.Derivation.Plans;

namespace EdgeLogger.Alerts.Engine;

/// <content>What tests are called, where they are, and which rows are theirs.</content>
internal sealed partial class AlertEngine
{
    /// <summary>Tests have other names or places, or have been ended.</summary>
    /// <returns>Those of them whose rows come no more.</returns>
    public IReadOnlyList<ulong> PlansChanged(IReadOnlyCollection<ulong> tests)
    {
        Rename(tests);
        HashSet<ulong> concerned = [.. tests];
        IReadOnlyList<Alert> open = _book.OpenAlerts();
        Write([.. LeaveTests(open), .. LeaveRows(open, concerned)], []);
        _book.Withdraw([.. _book.Withdrawable()
            .Where(alert => concerned.Contains(alert.Subject.Test) || !_sources.IsTest(alert.Subject.Test))
            .Select(alert => (alert.Id, Why: WhyNotOf(alert.Subject.Test, alert.Place))).Where(one => one.Why is not null)
            .Select(one => (one.Id, one.Why!))]);
        return [.. tests.Where(test => _sources.WhyOver(test) is not null)];
    }

    private static bool IsOfRows(AlertRule rule) => rule.Kind.Feed == DetectorFeed.Rows;

    private string? WhyNotOf(ulong test, RowPlace? place) => place is { } row ? _sources.WhyNotOf(test, row) : null;

    private TestKey Known(TestKey test)
    {
        _tests[test.Id] = test;
        return _sources.Named(test);
    }

    private void Rename(IEnumerable<ulong> tests)
    {
        foreach (ulong test in tests.Where(test => test != 0).Distinct())
        {
            Subject now = Now(new Subject(SubjectKind.Cell, "", test));
            if (now.Name.Length > 0)
            {
                _book.Name(now);
            }
        }
    }

    // Tests that there are no more: others have taken their rows.
    private List<Change> LeaveTests(IReadOnlyList<Alert> open)
    {
        List<Change> left = [];
        foreach (Alert alert in open.Where(alert => alert.Subject.Test != 0 && !_sources.IsTest(alert.Subject.Test)))
        {
            _conditions.Forget(alert.Subject, _ => true);
            left.Add(Left(alert, ChangeKind.Withdrawn,
                WhyNotOf(alert.Subject.Test, alert.Place) ?? "the test does not exist any more"));
        }

        return left;
    }

    /// <summary>What was found in rows that are not the test's is withdrawn; where rows come no more, the rest is over.</summary>
    private List<Change> LeaveRows(IReadOnlyList<Alert> open, IReadOnlyCollection<ulong> tests)
    {
        List<Change> left = [];
        foreach (Alert alert in open.Where(alert =>
            alert.Cycle is null && alert.Subject.Test != 0 && tests.Contains(alert.Subject.Test)))
        {
            string? whyNot = WhyNotOf(alert.Subject.Test, alert.Place);
            if ((whyNot ?? _sources.WhyOver(alert.Subject.Test)) is { } why)
            {
                _conditions.Forget(alert.Subject, rule => rule.Name == alert.Rule);
                left.Add(Left(alert, whyNot is null ? ChangeKind.Over : ChangeKind.Withdrawn, why));
            }
        }

        // None of what they found waits to open.
        foreach (ulong test in tests.Where(test => test != 0 && _sources.WhyOver(test) is not null))
        {
            _conditions.Forget(new Subject(SubjectKind.Cell, "", test), IsOfRows);
        }

        return left;
    }

    private static Change Left(Alert alert, ChangeKind kind, string why) =>
        new(Ending.Of(alert.Rule, alert.Subject, why), alert.Severity, kind, Held: false);

    private IReadOnlyList<string> NamesOf(Subject subject) =>
        subject.Test == 0 ? [subject.Name] : _sources.NamesOf(KeyOf(subject));

    private Subject Now(Subject subject)
    {
        if (subject.Test == 0)
        {
            return subject;
        }

        Subject now = Subject.Of(_sources.Named(KeyOf(subject)));
        return now.Slot.Length > 0 ? now : now with { Slot = subject.Slot };
    }

    private TestKey KeyOf(Subject subject) =>
        _tests.GetValueOrDefault(subject.Test) ?? new TestKey(subject.Test, "", 0) { Name = subject.Name };
}
