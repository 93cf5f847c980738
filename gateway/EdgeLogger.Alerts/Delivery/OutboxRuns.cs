using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Book;
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

    public OutboxRuns(AlertBook book, RuleSet rules, LoopHealth loops, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>>? resolve)
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
        run.Key, _book.Outbox.Count(run.Key, OutboxState.Waiting) + _book.Outbox.Count(run.Key, OutboxState.Sending), _book.Outbox.Count(run.Key, OutboxState.Sent),
        _book.Outbox.Count(run.Key, OutboxState.Expired), run.Value.Words))];

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_runs.Values.Select(run => run.DisposeAsync().AsTask())).ConfigureAwait(false);
        _notifiers.Dispose();
    }
}
