using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Notify;
using EdgeLogger.Alerts.Notify.Channels;
using EdgeLogger.Alerts.Outbox;
using EdgeLogger.Alerts.Rules;
using EdgeLogger.Loops;

namespace EdgeLogger.Alerts.Delivery;

/// <summary>The runs of all notifiers of one rule set.</summary>
internal sealed class OutboxRuns : IAsyncDisposable
{
    private readonly AlertBook _book;
    private readonly Notifiers _notifiers;
    private readonly Dictionary<string, OutboxRun> _runs = [];

    public OutboxRuns(AlertBook book, RuleSet rules, LoopHealth loops, TimeProvider time,
        Func<string, CancellationToken, Task<IPAddress[]>>? resolve)
    {
        _book = book;
        Rules = rules;
        _notifiers = new Notifiers(rules, time, resolve);
        foreach (NotifierSettings settings in rules.Notifiers)
        {
            _runs.Add(settings.Name, new OutboxRun(book, settings.Name, _notifiers.Create(settings), rules, loops, time));
        }

        foreach (string name in book.Outbox.AwaitedNotifiers().Where(name => !_runs.ContainsKey(name)))
        {
            _runs.Add(name, new OutboxRun(book, name, new MissingNotifier(name), rules, loops, time));
        }
    }

    /// <summary>Whose notifiers they are.</summary>
    public RuleSet Rules { get; }

    public void Start()
    {
        foreach (OutboxRun run in _runs.Values)
        {
            run.Start();
        }
    }

    /// <summary>Says that there may be something new.</summary>
    public void Wake()
    {
        foreach (OutboxRun run in _runs.Values)
        {
            run.Wake();
        }
    }

    /// <summary>How all stand.</summary>
    public IReadOnlyList<NotifierStatus> Status() => [.. _runs.Select(run => new NotifierStatus(
        run.Key, _book.Outbox.Count(run.Key, OutboxState.Waiting) + _book.Outbox.Count(run.Key, OutboxState.Sending),
        _book.Outbox.Count(run.Key, OutboxState.Sent),
        _book.Outbox.Count(run.Key, OutboxState.Expired), run.Value.Words))];

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_runs.Values.Select(run => run.DisposeAsync().AsTask())).ConfigureAwait(false);
        _notifiers.Dispose();
    }
}

/// <summary>How one notifier stands.</summary>
/// <param name="Name">Its name in the rules file.</param>
/// <param name="Waiting">Notices on their way.</param>
/// <param name="Sent">Notices that have arrived.</param>
/// <param name="Expired">Notices that could not be sent in time.</param>
/// <param name="Words">Why the last attempt failed; empty if it did not.</param>
public sealed record NotifierStatus(string Name, long Waiting, long Sent, long Expired, string Words);

/// <summary>
/// Stands for a notifier that the rules file no longer has: what waits for it expires, or is sent if it comes back.
/// </summary>
internal sealed class MissingNotifier(string name) : INotifier
{
    public Task SendAsync(Letter letter, CancellationToken cancellationToken) =>
        throw new DeliveryException($"the rules file has no notifier '{name}' any more");
}
