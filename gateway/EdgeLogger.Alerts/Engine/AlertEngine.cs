using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Rules;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Alerts.Engine;

/// <summary>
/// From what is derived to what the book holds: feeds the detectors, turns their verdicts into alerts, and writes these down
/// together with how far it has looked. What was judged before a restart is judged again in silence, so that detectors are where
/// they were; no cycle is judged aloud twice, and none is left out. Not safe for concurrent use.
/// </summary>
internal sealed partial class AlertEngine
{
    private readonly DerivedStore _store;
    private readonly AlertBook _book;
    private readonly AlertSources _sources;
    private readonly TimeProvider _time;
    private readonly Silencer _silencer;
    private readonly Announcer _announcer;
    private readonly Dictionary<ulong, TestKey> _tests = [];
    private readonly Dictionary<ulong, JudgedTo> _seen = [];
    private readonly List<Change> _unwritten = [];
    private readonly Dictionary<ulong, JudgedTo> _unwrittenJudged = [];
    private Dictionary<ulong, JudgedTo> _judged = [];
    private HashSet<(string Rule, Subject Subject)> _stale = [];
    private CycleJudges _cycles;
    private BoardJudges _boards;
    private Conditions _conditions;

    public AlertEngine(DerivedStore store, AlertBook book, AlertSources sources, TimeProvider time)
    {
        _store = store;
        _book = book;
        _sources = sources;
        _time = time;
        _silencer = new Silencer(book, time, NamesOf);
        _announcer = new Announcer(book, _silencer, time, sources.PathOfSubject);
        Rules = RuleSet.Default;
        _cycles = new CycleJudges(Rules, sources);
        _boards = new BoardJudges(Rules);
        _conditions = new Conditions(Rules, time);
    }

    /// <summary>The rules at work.</summary>
    public RuleSet Rules { get; private set; }

    /// <summary>Raised for each change after it is in the book.</summary>
    public event Action<Change>? Changed;

    /// <summary>
    /// Begins with these rules: goes through what is stored of tests that go on, and compares it with the book. Tests that are
    /// over wait for <see cref="LookBack"/>.
    /// </summary>
    public void Load(RuleSet rules)
    {
        Rules = rules;
        _cycles = new CycleJudges(rules, _sources);
        _boards = new BoardJudges(rules);
        _conditions = new Conditions(rules, _time);
        _seen.Clear();
        _waiting.Clear();
        _toLookBackAt.Clear();
        _isUp.Clear();
        _judged = new(_book.Judged());
        TestKey[] tests = [.. _store.Cells().Select(Known)];
        Rename(tests.Select(test => test.Id).Concat(_book.OpenAlerts().Select(alert => alert.Subject.Test)));
        _silencer.Refresh();
        IReadOnlyList<Alert> open = _book.OpenAlerts();
        List<Change> changes = _conditions.Adopt(open, NamesOf);
        changes.AddRange(LeaveRows(open, [.. open.Select(alert => alert.Subject.Test)]));
        bool hasBegun = _book.HasBegun();
        List<Unjudged> unjudged = [];
        foreach (TestKey[] together in JudgedTogether(tests))
        {
            if (hasBegun && together.All(test => _sources.WhyOver(test.Id) is not null))
            {
                Wait(together);
            }
            else
            {
                unjudged.AddRange(GoThrough(together, hasBegun));
            }
        }

        changes.AddRange(_conditions.Reconcile(open, [.. unjudged.Select(one => Subject.Of(one.Cell))]));
        Write(changes, hasBegun ? [] : _seen, begins: !hasBegun);
        unjudged.ForEach(one => Take(one.Cell, one.Cycles));
    }

    /// <summary>Takes cycles that have closed.</summary>
    public void Take(TestKey cell, IReadOnlyList<Cycle> cycles)
    {
        if (!_tests.ContainsKey(cell.Id))
        {
            Known(cell);
            Rename([cell.Id]);
        }

        LookBackAt(cell.Id);
        cell = _sources.Named(cell);
        _conditions.Heard(Subject.Of(cell));
        if (_again.Contains(cell.Id) || !_sources.IsTest(cell.Id))
        {
            return;
        }

        List<Change> changes = [];
        foreach (Cycle cycle in cycles.Where(CycleJudges.IsToJudge).Where(cycle => cycle.Number > SeenOf(cell.Id).Cycle)
            .ToArray())
        {
            See(cell.Id, cycle);
            changes.AddRange(_cycles.Take(cell, cycle).Select(_conditions.Take).OfType<Change>());
        }

        JudgedTo seen = SeenOf(cell.Id);
        Write(changes, _judged.TryGetValue(cell.Id, out JudgedTo judged) && judged == seen ? [] : [new(cell.Id, seen)]);
    }

    /// <summary>Takes what was found about a row.</summary>
    public void Take(Verdict verdict) => Write(Found(verdict) is { } change ? [change] : [], []);

    /// <summary>Asks how boards stand.</summary>
    public void LookAtBoards()
    {
        List<Change> changes = [];
        foreach (BoardReading reading in _sources.Boards())
        {
            _conditions.Heard(Subject.Board(reading.Board));
            changes.AddRange(_boards.Take(reading).Select(_conditions.Take).OfType<Change>());
        }

        Write(changes, []);
    }

    /// <summary>
    /// Looks at the clock, at what people have changed in the book, and at what has to be sent; true if there are new notices.
    /// </summary>
    public bool Tick()
    {
        _silencer.Refresh();
        Write([.. _conditions.Tick(), .. Answered()], []);
        HashSet<(string Rule, Subject Subject)> stale = _conditions.Stale();
        foreach ((string rule, Subject subject) in stale.Except(_stale))
        {
            _book.MarkStale(rule, subject, isStale: true);
        }

        foreach ((string rule, Subject subject) in _stale.Except(stale))
        {
            _book.MarkStale(rule, subject, isStale: false);
        }

        _stale = stale;
        return _announcer.Tick(Rules);
    }

    // What was found before its test was ended, or in rows that are another test's now, is live no more.
    private Change? Found(Verdict verdict) =>
        verdict.Subject.Test is 0 || (_sources.IsTest(verdict.Subject.Test) && _sources.WhyOver(verdict.Subject.Test) is null
            && WhyNotOf(verdict.Subject.Test, verdict.Place) is null && !IsAnswered(verdict))
            ? _conditions.Take(verdict)
            : null;

    // A test whose rows are gone through again asks the same questions.
    private bool IsAnswered(Verdict verdict) =>
        verdict.SinceS is not null && Rules.Find(verdict.Rule) is { Kind.IsQuestion: true } && _book.IsAnswered(verdict);

    /// <summary>Who acknowledges a question has answered it: nothing has to be done.</summary>
    private IEnumerable<Change> Answered() => _conditions.HasOpenQuestion
        ? _book.OpenAlerts().Where(alert => alert.Acknowledged is not null && Rules.Find(alert.Rule) is { Kind.IsQuestion: true })
            .Select(_conditions.Answer).OfType<Change>()
        : [];

    private void TakeInSilence(TestKey cell, IEnumerable<Cycle> cycles)
    {
        foreach (Cycle cycle in cycles.Where(cycle => cycle.Number > SeenOf(cell.Id).Cycle))
        {
            See(cell.Id, cycle);
            foreach (Verdict verdict in _cycles.Take(cell, cycle))
            {
                _ = _conditions.Take(verdict);
            }
        }
    }

    private IReadOnlyList<Cycle> ToJudge(ulong test) => [.. _store.Cycles(test).Where(CycleJudges.IsToJudge)];

    private JudgedTo SeenOf(ulong test) => _seen.GetValueOrDefault(test, new JudgedTo(0, CyclePrint.Empty));

    private void See(ulong test, Cycle cycle) =>
        _seen[test] = new JudgedTo(cycle.Number, CyclePrint.With(SeenOf(test).Print!.Value, cycle));

    // What could not be written, on a full disk, is kept, and written together with what comes later.
    private void Write(
        IEnumerable<Change> changes, IReadOnlyCollection<KeyValuePair<ulong, JudgedTo>> judged, bool begins = false)
    {
        _unwritten.AddRange(changes.Select(
            change => change with
            {
                Held = _silencer.Holds(change.Verdict.Rule, change.Verdict.Subject),
                Verdict = change.Verdict with { Subject = Now(change.Verdict.Subject), Place = PlaceOf(change.Verdict) },
            }));
        foreach ((ulong test, JudgedTo to) in judged)
        {
            _unwrittenJudged[test] = to;
        }

        _book.Note(_unwritten, _unwrittenJudged, begins);
        foreach ((ulong test, JudgedTo to) in _unwrittenJudged)
        {
            _judged[test] = to;
        }

        _unwrittenJudged.Clear();
        Change[] written = [.. _unwritten];
        _unwritten.Clear();
        foreach (Change change in written)
        {
            Changed?.Invoke(change);
        }
    }
}
