using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Delivery;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Engine;
using EdgeLogger.Alerts.Rules;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Loops;

namespace EdgeLogger.Alerts;

/// <summary>
/// Runs the rules over what is derived, keeps the book, and has people notified. Everything happens in one task of its own, so
/// that neither ingest nor derivation ever waits for it.
/// </summary>
public sealed class AlertService : IAsyncDisposable
{
    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RulesEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BoardsEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(6);

    private readonly DerivationService _derivation;
    private readonly AlertBook _book;
    private readonly AlertEngine _engine;
    private readonly RuleSource _source;
    private readonly AlertSources _sources;
    private readonly TimeProvider _time;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>>? _resolve;
    private readonly Channel<object> _work = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _planned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LoopHealth _loops;
    private readonly Loop _readingRules;
    private readonly Loop _judging;
    private readonly Loop _lookingBack;
    private readonly Loop _lookingAtBoards;
    private readonly Loop _ticking;
    private readonly Loop _forgetting;
    private readonly Dictionary<Loop, long> _doneAt = [];
    private readonly ConcurrentDictionary<ulong, long> _begun = new();
    private volatile RowJudges? _rows;
    private OutboxRuns? _outbox;
    private RuleSet? _toLoad;
    private Task _running = Task.CompletedTask;
    private int _disposed;

    /// <param name="directory">The data directory, which may hold a rules file.</param>
    /// <param name="derivation">Whose results are judged.</param>
    /// <param name="book">The book; the caller's to dispose after this service.</param>
    /// <param name="sources">What else is asked.</param>
    /// <param name="time">The clock: its timestamps keep all waits, its UTC only dates what is written down.</param>
    /// <param name="resolve">Resolves names of notifiers' hosts; null: as the machine does.</param>
    public AlertService(
        string directory, DerivationService derivation, AlertBook book, AlertSources sources, TimeProvider time,
        Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        _derivation = derivation;
        _book = book;
        _time = time;
        _resolve = resolve;
        _loops = new LoopHealth(trouble => Problem?.Invoke(trouble));
        _readingRules = new Loop("reading of alert rules", _loops);
        _judging = new Loop("judging of cycles and rows", _loops);
        _lookingBack = new Loop("judging of tests that are over", _loops);
        _lookingAtBoards = new Loop("judging of boards", _loops);
        _ticking = new Loop("writing of the book of alerts", _loops);
        _forgetting = new Loop("forgetting of old alerts", _loops);
        _source = new RuleSource(directory);
        _sources = sources;
        _engine = new AlertEngine(derivation.Store, book, sources, time);
    }

    /// <summary>Raised after a change is in the book, from the service's own task.</summary>
    public event Action<Change>? Changed
    {
        add => _engine.Changed += value;
        remove => _engine.Changed -= value;
    }

    /// <summary>Raised with something that a person at the gateway should look at.</summary>
    public event Action<string>? Problem;

    /// <summary>The alerts, silences and what became of them.</summary>
    public AlertBook Book => _book;

    /// <summary>The rules at work.</summary>
    public RuleSet Rules { get; private set; } = RuleSet.Default;

    /// <summary>Why the rules file as it is now is not used; empty if it is.</summary>
    public string RulesProblem => _source.Problem;

    /// <summary>How the notifiers stand.</summary>
    public IReadOnlyList<NotifierStatus> Notifiers => _outbox?.Status() ?? [];

    /// <summary>What of all this is not as it should be, in words.</summary>
    public IReadOnlyList<string> Problems =>
    [
        .. _loops.Problems,
        .. RulesProblem.Length > 0 ? [$"The rules file cannot be used: {RulesProblem}"] : Array.Empty<string>(),
        .. Notifiers.Where(notifier => notifier.Words.Length > 0).Select(notifier =>
            $"Notifier {notifier.Name} does not get through ({notifier.Words}): {notifier.Waiting} notices wait, "
            + $"{notifier.Expired} have expired."),
    ];

    /// <summary>What rules and silences may call a subject now.</summary>
    public IReadOnlyList<string> NamesOf(Subject subject) => subject.Test == 0
        ? [subject.Name]
        : _sources.NamesOf(new TestKey(subject.Test, "", 0) { Name = subject.Name });

    /// <summary>The path under which the page shows a subject.</summary>
    public string PathOf(Subject subject) => _sources.PathOfSubject(subject);

    /// <summary>Runs the rules over what is stored, and from now on over what will be.</summary>
    public void Start()
    {
        _derivation.Stored += OnStored;
        _derivation.Begun += OnBegun;
        _derivation.CaughtUp += OnCaughtUp;
        _derivation.Plans.Changed += OnPlansChanged;
        Apply(_source.TakeChanged() ?? RuleSet.Default);
        ReportProblem("");
        _running = Task.Run(RunAsync);
    }

    /// <summary>Runs the rules over what has been stored by now, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _derivation.Stored -= OnStored;
        _derivation.Begun -= OnBegun;
        _derivation.CaughtUp -= OnCaughtUp;
        _derivation.Plans.Changed -= OnPlansChanged;
        _derivation.Rows = null;
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        if (_outbox is not null)
        {
            await _outbox.DisposeAsync().ConfigureAwait(false);
        }

        _stopping.Dispose();
    }

    private void OnStored(CellUpdate update) => _work.Writer.TryWrite(update);

    private void OnBegun(TestBegun begun)
    {
        _begun.AddOrUpdate(begun.Test, 1, (_, times) => times + 1);
        _rows?.Begin(begun.Test);
        _work.Writer.TryWrite(begun);
    }

    private void OnCaughtUp(ulong test) =>
        _work.Writer.TryWrite(new TestCaughtUp(test, _begun.GetValueOrDefault(test), _rows?.CaughtUp(test) ?? []));

    private void OnPlansChanged(PlansChange change)
    {
        _work.Writer.TryWrite(change);
        _planned.TrySetResult();
    }

    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            bool areTestsKnown = _sources.AreTestsKnown();
            await StepAsync(areTestsKnown).ConfigureAwait(false);
            Task pause = Task.Delay(TickEvery, _time, _stopping.Token);
            if (!areTestsKnown)
            {
                pause = await Task.WhenAny(pause, _planned.Task).ConfigureAwait(false);
            }

            await pause.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await StepAsync(_sources.AreTestsKnown()).ConfigureAwait(false);
    }

    // Each work by itself: one that breaks silences no other, and its trouble stays until it succeeds itself.
    private async Task StepAsync(bool areTestsKnown)
    {
        await _readingRules.TurnAsync(_ => LookAtRulesAsync(areTestsKnown), CancellationToken.None).ConfigureAwait(false);
        if (!areTestsKnown)
        {
            // Rules go by names and cohorts, and by which tests are over: the book of cells has them.
            return;
        }

        TakeWork();
        _lookingBack.Turn(_engine.LookBack);
        if (IsTime(_lookingAtBoards, BoardsEvery))
        {
            _lookingAtBoards.Turn(_engine.LookAtBoards);
        }

        _ticking.Turn(Tick);
        if (IsTime(_forgetting, ForgetEvery))
        {
            _forgetting.Turn(() => _book.Forget(Rules.KeepFor));
        }
    }

    private void Tick()
    {
        if (_engine.Tick())
        {
            _outbox?.Wake();
        }
    }

    private void TakeWork()
    {
        List<object> failed = [];
        while (_work.Reader.TryRead(out object? work))
        {
            if (!_judging.Turn(() => Take(work)) && work is TestCaughtUp)
            {
                failed.Add(work);
            }
        }

        // It comes once: until it has been taken nothing of the test is judged.
        failed.ForEach(work => _work.Writer.TryWrite(work));
    }

    private void Take(object work)
    {
        if (work is CellUpdate update)
        {
            _engine.Take(update.Cell, update.Cycles);
        }
        else if (work is PlansChange change)
        {
            foreach (ulong over in _engine.PlansChanged(change.Tests))
            {
                _rows?.Forget(over);
            }
        }
        else if (work is TestBegun begun)
        {
            _engine.Begun(begun);
        }
        // One that has been begun again meanwhile will catch up once more.
        else if (work is TestCaughtUp up && up.Begun == _begun.GetValueOrDefault(up.Test))
        {
            _engine.CaughtUp(up.Test, up.Found);
        }
        else if (work is Verdict verdict)
        {
            _engine.Take(verdict);
        }
    }

    private async Task LookAtRulesAsync(bool areTestsKnown)
    {
        if (IsTime(_readingRules, RulesEvery))
        {
            string before = _source.Problem;
            if (_source.TakeChanged() is { } changed)
            {
                Apply(changed);
            }

            ReportProblem(before);
        }

        if (_toLoad is { } rules)
        {
            await ApplyNotifiersAsync(rules).ConfigureAwait(false);
            if (areTestsKnown)
            {
                _engine.Load(rules);
                _toLoad = null;
            }
        }
    }

    // Before the cycles are gone through, which may fail and be tried again: what waits in the outbox does not wait for that.
    private async Task ApplyNotifiersAsync(RuleSet rules)
    {
        if (ReferenceEquals(_outbox?.Rules, rules))
        {
            return;
        }

        if (_outbox is { } before)
        {
            _outbox = null;
            await before.DisposeAsync().ConfigureAwait(false);
        }

        _outbox = new OutboxRuns(_book, rules, _loops, _time, _resolve);
        _outbox.Start();
    }

    // Rows are watched from the first one on; going through what is stored takes longer, and is the task's own work.
    private void Apply(RuleSet rules)
    {
        Rules = rules;
        _toLoad = rules;
        _rows = new RowJudges(rules, _sources, verdict => _work.Writer.TryWrite(verdict), _rows);
        _derivation.Rows = _rows;
    }

    private void ReportProblem(string before)
    {
        if (_source.Problem.Length > 0 && _source.Problem != before)
        {
            Problem?.Invoke(_source.Problem);
        }
    }

    /// <summary>
    /// Whether it is time for a work that is done every so often, and for one that has failed sooner or later; the first time it
    /// is.
    /// </summary>
    private bool IsTime(Loop work, TimeSpan every)
    {
        if (_doneAt.TryGetValue(work, out long at) && _time.GetElapsedTime(at) < work.Pause(every))
        {
            return false;
        }

        _doneAt[work] = _time.GetTimestamp();
        return true;
    }

    private sealed record TestCaughtUp(ulong Test, long Begun, IReadOnlyList<Verdict> Found);
}
