using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Rules;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Following;
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
        _silencer = new Silencer(book, time);
        _announcer = new Announcer(book, _silencer, time);
        Rules = RuleSet.Default;
        _cycles = new CycleJudges(Rules, sources.CohortOf);
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
        _cycles = new CycleJudges(rules, _sources.CohortOf);
        _boards = new BoardJudges(rules);
        _conditions = new Conditions(rules, _time);
        _seen.Clear();
        _judged = new(_book.Judged());
        _silencer.Refresh();
        IReadOnlyList<Alert> open = _book.OpenAlerts();
        List<Change> changes = _conditions.Adopt(open);
        bool hasBegun = _book.HasBegun();
        HashSet<Subject> gone = [];
        List<(TestKey Cell, List<Cycle> Cycles)> unjudged = [];
        foreach (TestKey cell in CurrentCells())
        {
            IReadOnlyList<Cycle> cycles = _store.Cycles(cell.Id);
            int judged = hasBegun ? _judged.GetValueOrDefault(cell.Id) : int.MaxValue;
            foreach (Cycle cycle in cycles.Where(cycle => cycle.Number <= judged))
            {
                TakeInSilence(cell, cycle);
            }

            // While results are being derived again the store has less than was judged: nothing is concluded from that.
            if (cycles.Count > 0 && (!hasBegun || cycles[^1].Number >= judged))
            {
                gone.Add(Subject.Cell(cell.Name));
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
        _conditions.Heard(Subject.Cell(cell.Name));
        List<Change> changes = [];
        int judged = _judged.GetValueOrDefault(cell.Id);
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
                changes.AddRange(_conditions.Reconcile(_book.OpenAlerts(), subject => subject == Subject.Cell(cell.Name)));
            }
        }

        int seen = _seen.GetValueOrDefault(cell.Id);
        Write(changes, seen > judged ? [new(cell.Id, seen)] : []);
    }

    /// <summary>Takes what was found about a row.</summary>
    public void Take(Verdict verdict) => Write(_conditions.Take(verdict) is { } change ? [change] : [], []);

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
            change => change with { Held = _silencer.Holds(change.Verdict.Rule, change.Verdict.Subject) }));
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

    // A slot whose board has lost its flash, or that has got another cell, has several streams: the one of the newest half cycle
    // is it.
    private IEnumerable<TestKey> CurrentCells() => _store.Cells().GroupBy(cell => cell.Name).Select(streams =>
        streams.Count() == 1 ? streams.First() : streams.MaxBy(
            cell => _store.Halves(cell.Id).Select(half => half.EndUtcMs ?? 0).LastOrDefault())!);
}
