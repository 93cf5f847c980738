using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using EdgeLogger.Cycles;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Alerts;

/// <summary>
/// Runs the rules over each cell's cycles as they are stored, and tells what they find. Rules are functions of the stored cycles: a
/// start runs them over all of them again, and what was told before is in the book.
/// </summary>
public sealed class AlertService : IAsyncDisposable
{
    private readonly DerivationService _derivation;
    private readonly AlertBook _book;
    private readonly INotifier _notifier;
    private readonly RetentionRuleOptions _options;
    private readonly TimeProvider _time;
    private readonly Dictionary<ulong, RetentionRule> _rules = [];
    private readonly Dictionary<ulong, int> _seenCycles = [];
    private readonly Channel<CellKey?> _changed = Channel.CreateUnbounded<CellKey?>(new UnboundedChannelOptions { SingleReader = true });
    private Task _running = Task.CompletedTask;

    public AlertService(DerivationService derivation, AlertBook book, INotifier notifier, RetentionRuleOptions options, TimeProvider time)
    {
        _derivation = derivation;
        _book = book;
        _notifier = notifier;
        _options = options;
        _time = time;
    }

    /// <summary>Alerts so far, the oldest first.</summary>
    public IReadOnlyList<Alert> Alerts => _book.All();

    /// <summary>Runs the rules over what is stored, and from now on over what will be.</summary>
    public void Start()
    {
        _derivation.Stored += OnStored;
        foreach (CellKey cell in _derivation.Store.Cells())
        {
            _changed.Writer.TryWrite(cell);
        }

        _running = Task.Run(RunAsync);
    }

    /// <summary>Runs the rules over what has been stored by now, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _derivation.Stored -= OnStored;
        _changed.Writer.TryComplete();
        await _running.ConfigureAwait(false);
    }

    /// <summary>Writes down, and tells, what no rule over cycles finds. From any thread; written twice, it is told once.</summary>
    public void Raise(Alert alert)
    {
        if (_book.Note(alert, _time.GetUtcNow()))
        {
            _changed.Writer.TryWrite(null);
        }
    }

    private void OnStored(CellUpdate update)
    {
        if (update.Cycles.Count > 0)
        {
            _changed.Writer.TryWrite(update.Cell);
        }
    }

    private async Task RunAsync()
    {
        await TellAsync().ConfigureAwait(false);
        await foreach (CellKey? cell in _changed.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            foreach (Alert alert in cell is null ? [] : Judge(cell))
            {
                _book.Note(alert, _time.GetUtcNow());
            }

            await TellAsync().ConfigureAwait(false);
        }
    }

    private List<Alert> Judge(CellKey cell)
    {
        if (!_rules.TryGetValue(cell.StreamId, out RetentionRule? rule))
        {
            rule = new RetentionRule(_options);
            _rules.Add(cell.StreamId, rule);
        }

        IReadOnlyList<Cycle> cycles = _derivation.Store.Cycles(cell.StreamId);
        int seen = _seenCycles.GetValueOrDefault(cell.StreamId);
        _seenCycles[cell.StreamId] = cycles.Count;
        return [.. cycles.Skip(seen).Select(cycle => rule.Apply(cell.Name, cycle)).OfType<Alert>()];
    }

    private async Task TellAsync()
    {
        foreach (Alert alert in _book.Untold())
        {
            try
            {
                await _notifier.NotifyAsync(alert, CancellationToken.None).ConfigureAwait(false);
                _book.MarkTold(alert);
            }
            catch (Exception error) when (error is System.IO.IOException or System.Net.Http.HttpRequestException or OperationCanceledException)
            {
                // Stays untold: the next change of any cell, or the next start, tries again.
                return;
            }
        }
    }
}
