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
internal sealed class AlertEngine
{
    private readonly DerivedStore _store;
    private readonly AlertBook _book;
    private readonly AlertSources _sources;
    private readonly TimeProvider _time;
    private readonly Silencer _silencer;
    private readonly Announcer _announcer;
    private readonly Dictionary<ulong, TestKey> _tests = [];
    private readonly Dictionary<ulong, int> _seen = [];
    private readonly List<Change> _unwritten = [];
    private readonly Dictionary<ulong, int> _unwrittenJudged = [];
    private Dictionary<ulong, int> _judged = [];
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

    /// <summary>Begins with these rules: goes through what is stored, and compares it with the book.</summary>
    public void Load(RuleSet rules)
    {
        Rules = rules;
        _cycles = new CycleJudges(rules, _sources);
        _boards = new BoardJudges(rules);
        _conditions = new Conditions(rules, _time);
        _seen.Clear();
        _judged = new(_book.Judged());
        TestKey[] tests = [.. _store.Cells().Select(Known)];
        Rename(tests.Select(test => test.Id).Concat(_book.OpenAlerts().Select(alert => alert.Subject.Test)));
        _silencer.Refresh();
        IReadOnlyList<Alert> open = _book.OpenAlerts();
        List<Change> changes = _conditions.Adopt(open, NamesOf);
        changes.AddRange(EndRows(open.Select(alert => alert.Subject.Test)));
        bool hasBegun = _book.HasBegun();
        HashSet<Subject> gone = [];
        List<(TestKey Cell, List<Cycle> Cycles)> unjudged = [];
        foreach (TestKey cell in tests)
        {
            IReadOnlyList<Cycle> cycles = _store.Cycles(cell.Id);
            int judged = hasBegun ? JudgedOf(cell.Id) : int.MaxValue;
            foreach (Cycle cycle in cycles.Where(cycle => cycle.Number <= judged))
            {
                TakeInSilence(cell, cycle);
            }

            // While results are being derived again the store has less than was judged: nothing is concluded from that.
            if (cycles.Count > 0 && (!hasBegun || cycles[^1].Number >= judged))
            {
                gone.Add(Subject.Of(cell));
            }

            unjudged.Add((cell, [.. cycles.Where(cycle => cycle.Number > judged)]));
        }

        changes.AddRange(_conditions.Reconcile(open, gone.Contains));
        Write(changes, hasBegun ? [] : _seen, begins: !hasBegun);
        unjudged.ForEach(cell => Take(cell.Cell, cell.Cycles));
    }

    /// <summary>Takes cycles that have closed.</summary>
    public void Take(TestKey cell, IReadOnlyList<Cycle> cycles)
    {
        if (!_tests.ContainsKey(cell.Id))
        {
            Known(cell);
            Rename([cell.Id]);
        }

        cell = _sources.Named(cell);
        _conditions.Heard(Subject.Of(cell));
        List<Change> changes = [];
        int judged = JudgedOf(cell.Id);
        foreach (Cycle cycle in cycles.Where(cycle => cycle.Number > _seen.GetValueOrDefault(cell.Id)).ToArray())
        {
            if (cycle.Number > judged)
            {
                _seen[cell.Id] = cycle.Number;
                changes.AddRange(_cycles.Take(cell, cycle).Select(_conditions.Take).OfType<Change>());
                continue;
            }

            TakeInSilence(cell, cycle);
            if (cycle.Number == judged)
            {
                changes.AddRange(_conditions.Reconcile(_book.OpenAlerts(), subject => subject == Subject.Of(cell)));
            }
        }

        int seen = _seen.GetValueOrDefault(cell.Id);
        Write(changes, seen > judged ? [new(cell.Id, seen)] : []);
    }

    /// <summary>Takes what was found about a row.</summary>
    public void Take(Verdict verdict)
    {
        // What was found before its test was ended, or in rows that are derived again, is live no more.
        if (verdict.Subject.Test == 0 || _sources.WhyOver(verdict.Subject.Test) is null)
        {
            Write(_conditions.Take(verdict) is { } change ? [change] : [], []);
        }
    }

    /// <summary>Tests have other names or places, or have been ended.</summary>
    /// <returns>Those of them whose rows come no more.</returns>
    public IReadOnlyList<ulong> PlansChanged(IReadOnlyCollection<ulong> tests)
    {
        Rename(tests);
        Write(EndRows(tests), []);
        return [.. tests.Where(test => _sources.WhyOver(test) is not null)];
    }

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
        Write(_conditions.Tick(), []);
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

    private void TakeInSilence(TestKey cell, Cycle cycle)
    {
        _seen[cell.Id] = cycle.Number;
        foreach (Verdict verdict in _cycles.Take(cell, cycle))
        {
            _ = _conditions.Take(verdict);
        }
    }

    // What could not be written, on a full disk, is kept, and written together with what comes later.
    private void Write(IEnumerable<Change> changes, IReadOnlyCollection<KeyValuePair<ulong, int>> judged, bool begins = false)
    {
        _unwritten.AddRange(changes.Select(
            change => change with
            {
                Held = _silencer.Holds(change.Verdict.Rule, change.Verdict.Subject),
                Verdict = change.Verdict with { Subject = Now(change.Verdict.Subject) },
            }));
        foreach ((ulong stream, int cycle) in judged)
        {
            _unwrittenJudged[stream] = cycle;
        }

        _book.Note(_unwritten, _unwrittenJudged, begins);
        foreach ((ulong stream, int cycle) in _unwrittenJudged)
        {
            _judged[stream] = cycle;
        }

        _unwrittenJudged.Clear();
        Change[] written = [.. _unwritten];
        _unwritten.Clear();
        foreach (Change change in written)
        {
            Changed?.Invoke(change);
        }
    }

    private TestKey Known(TestKey test)
    {
        _tests[test.Id] = test;
        return _sources.Named(test);
    }

    // A book of before there were tests knows how far their streams were judged.
    private int JudgedOf(ulong test) => _judged.TryGetValue(test, out int judged)
        ? judged
        : _judged.GetValueOrDefault(_sources.FirstStreamOf(test));

    private void Rename(IEnumerable<ulong> tests)
    {
        foreach (ulong test in tests.Where(test => test != 0).Distinct())
        {
            Subject now = Now(new Subject(SubjectKind.Cell, "", test));
            if (now.Name.Length > 0)
            {
                TestKey key = _sources.Named(KeyOf(now));
                _book.Name(now, $"{key.Board}/{key.Slot}");
            }
        }
    }

    private List<Change> EndRows(IEnumerable<ulong> tests)
    {
        List<Change> over = [];
        foreach (ulong test in tests.Where(test => test != 0).Distinct())
        {
            if (_sources.WhyOver(test) is { } why)
            {
                over.AddRange(_conditions.EndRows(new Subject(SubjectKind.Cell, "", test), why));
            }
        }

        return over;
    }

    private IReadOnlyList<string> NamesOf(Subject subject) =>
        subject.Test == 0 ? [subject.Name] : _sources.NamesOf(KeyOf(subject));

    private Subject Now(Subject subject) =>
        subject.Test == 0 ? subject : subject with { Name = _sources.Named(KeyOf(subject)).Name };

    private TestKey KeyOf(Subject subject) =>
        _tests.GetValueOrDefault(subject.Test) ?? new TestKey(subject.Test, "", 0) { Name = subject.Name };
}
