using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Notify;
using EdgeLogger.Alerts.Outbox;
using EdgeLogger.Alerts.Rules;
using EdgeLogger.Loops;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Alerts.Delivery;

/// <summary>
/// Brings one notifier's entries out, one after another, each until it has arrived or has expired. An entry is written down as
/// being sent before the first byte leaves, and as sent after the other side has taken it; what a start finds between the two is
/// sent again with the same mark. Each notifier has a run of its own, so that one that hangs keeps nobody else waiting.
/// </summary>
internal sealed class OutboxRun : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    /// <summary>Pause after the book could not be read or written, as on a full disk.</summary>
    private static readonly TimeSpan BookWait = TimeSpan.FromSeconds(5);

    private readonly Loop _loop;
    private readonly AlertBook _book;
    private readonly string _name;
    private readonly INotifier _notifier;
    private readonly RuleSet _rules;
    private readonly TimeProvider _time;
    private readonly Channel<bool> _wake =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _abandoning = new();
    private readonly Dictionary<long, Trial> _trials = [];
    private readonly HashSet<long> _arrived = [];
    private Task _running = Task.CompletedTask;

    public OutboxRun(AlertBook book, string name, INotifier notifier, RuleSet rules, LoopHealth loops, TimeProvider time)
    {
        _loop = new Loop($"sending to notifier {name}", loops);
        _book = book;
        _name = name;
        _notifier = notifier;
        _rules = rules;
        _time = time;
    }

    /// <summary>Why the last attempt failed; empty if it did not.</summary>
    public string Words { get; private set; } = "";

    public void Start() => _running = Task.Run(RunAsync);

    /// <summary>Says that there may be something new.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Lets what is being sent arrive, for a moment, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _abandoning.CancelAfter(Grace);
        await _running.ConfigureAwait(false);
        // The one that takes its place begins without its troubles.
        _loop.Succeeded();
        _stopping.Dispose();
        _abandoning.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            TimeSpan? next = null;
            bool isDone = await _loop.TurnAsync(
                async _ => next = await GoThroughAsync().ConfigureAwait(false), _stopping.Token).ConfigureAwait(false);
            try
            {
                using CancellationTokenSource due = new(isDone ? next ?? Timeout.InfiniteTimeSpan : _loop.Pause(BookWait), _time);
                using CancellationTokenSource either =
                    CancellationTokenSource.CreateLinkedTokenSource(due.Token, _stopping.Token);
                await _wake.Reader.ReadAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // Due, or stopping.
            }
        }
    }

    /// <summary>Tries what is due; returns how long until the next is.</summary>
    private async Task<TimeSpan?> GoThroughAsync()
    {
        TimeSpan? next = null;
        foreach (OutboxEntry entry in _book.Outbox.Unsent(_name))
        {
            if (_stopping.IsCancellationRequested)
            {
                return null;
            }

            if (!_trials.TryGetValue(entry.Id, out Trial trial))
            {
                trial = new Trial(_time.GetTimestamp(), entry.Age, TimeSpan.Zero);
            }

            TimeSpan wait = trial.Wait - _time.GetElapsedTime(trial.At);
            wait = wait <= TimeSpan.Zero ? await TryAsync(entry, trial).ConfigureAwait(false) : wait;
            next = wait > TimeSpan.Zero && (next is null || wait < next) ? wait : next;
        }

        return next;
    }

    private async Task<TimeSpan> TryAsync(OutboxEntry entry, Trial trial)
    {
        TimeSpan age = trial.Age + _time.GetElapsedTime(trial.At);
        if (age >= _rules.ExpireAfter && entry.Attempts > 0)
        {
            _trials.Remove(entry.Id);
            _book.Outbox.Mark(entry with { State = OutboxState.Expired, Age = age });
            return TimeSpan.Zero;
        }

        if (_arrived.Contains(entry.Id))
        {
            // It could not be written down at once.
            MarkSent(entry);
            return TimeSpan.Zero;
        }

        OutboxEntry sending = entry with { State = OutboxState.Sending, Attempts = entry.Attempts + 1, Age = age };
        _book.Outbox.Mark(sending);
        try
        {
            await SendAsync(sending, mayRepeat: entry.State == OutboxState.Sending).ConfigureAwait(false);
            _arrived.Add(entry.Id);
            Words = "";
            MarkSent(sending);
            return TimeSpan.Zero;
        }
        catch (Exception error) when (error is not OperationCanceledException and not SqliteException)
        {
            // Whatever it is, it must not end the run: a notifier that breaks is one that does not get through.
            Words = error is DeliveryException ? error.Message : $"{error.GetType().Name}: {PlainWords.Of(error.Message)}";
            TimeSpan wait = WaitAfter(sending.Attempts, (error as DeliveryException)?.RetryAfter);
            TimeSpan spent = trial.Age + _time.GetElapsedTime(trial.At);
            _book.Outbox.Mark(sending with { State = OutboxState.Waiting, Age = spent, Words = Words });
            _trials[entry.Id] = new Trial(_time.GetTimestamp(), spent, wait);
            return wait;
        }
        catch (OperationCanceledException)
        {
            // Stopping: it stays as being sent, for nobody knows whether it arrived.
            return TimeSpan.Zero;
        }
    }

    private void MarkSent(OutboxEntry entry)
    {
        _book.Outbox.Mark(entry with { State = OutboxState.Sent, Words = "" });
        _arrived.Remove(entry.Id);
        _trials.Remove(entry.Id);
    }

    private async Task SendAsync(OutboxEntry entry, bool mayRepeat)
    {
        using CancellationTokenSource limit = new(_rules.AttemptLimit, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _abandoning.Token);
        try
        {
            await _notifier.SendAsync(
                new Letter(entry.Notice, Plot(entry.Notice), mayRepeat), either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (limit.IsCancellationRequested)
        {
            throw new DeliveryException($"no answer within {Duration.Text(_rules.AttemptLimit)}", inner: error);
        }
    }

    private byte[]? Plot(Notice notice) =>
        notice.Kind == NoticeKind.Opened && notice.Items.Count > 0
        && _book.EvidenceOf(notice.Items[0].AlertId) is { Series.Count: > 0 } evidence
            ? EvidencePlot.Png(evidence, $"{notice.Rule} on {notice.Items[0].Subject.NameAndSlot()}")
            : null;

    /// <summary>
    /// Doubles with each attempt, less up to a half by chance; no shorter than what the other side asks for, within an hour.
    /// </summary>
    private TimeSpan WaitAfter(int attempts, TimeSpan? asked)
    {
        double most = Math.Min(_rules.RetryMost.TotalMilliseconds,
            _rules.RetryFirst.TotalMilliseconds * Math.Pow(2, Math.Min(attempts - 1, 30)));
        double wait = most * (1 - (RandomNumberGenerator.GetInt32(500) / 1000.0));
        return TimeSpan.FromMilliseconds(
            Math.Max(wait, Math.Min(asked?.TotalMilliseconds ?? 0, TimeSpan.FromHours(1).TotalMilliseconds)));
    }

    /// <summary>When an entry was looked at, how old it was then, and how long it waits from then on.</summary>
    private readonly record struct Trial(long At, TimeSpan Age, TimeSpan Wait);
}
