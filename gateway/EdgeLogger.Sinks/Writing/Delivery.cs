using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Sinks.LineProtocol;
using EdgeLogger.Sinks.Store;

namespace EdgeLogger.Sinks.Writing;

/// <summary>
/// Brings a batch to a server, however long it takes. While the server is away or refuses us the batch is kept and tried again;
/// what the server will never take is found by halving, and quarantined.
/// </summary>
internal sealed class Delivery
{
    // A server may ask for a pause; not for one that a person would take for a stop.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private readonly ILineTarget _target;
    private readonly InfluxOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<SinkState, string> _report;

    /// <param name="target">The server.</param>
    /// <param name="options">How long to wait between attempts.</param>
    /// <param name="time">The clock of the waits.</param>
    /// <param name="report">Receives why the batch waits.</param>
    public Delivery(ILineTarget target, InfluxOptions options, TimeProvider time, Action<SinkState, string> report)
    {
        _target = target;
        _options = options;
        _time = time;
        _report = report;
    }

    private volatile bool _hasLostContact;

    /// <summary>The server did not answer for a while since this was last set to false.</summary>
    public bool HasLostContact
    {
        get => _hasLostContact;
        set => _hasLostContact = value;
    }

    /// <summary>Returns when the server has all of a batch but what it will never take, which is returned.</summary>
    public async Task<List<DeadLetter>> DeliverAsync(LineBatch batch, CancellationToken cancellationToken)
    {
        List<DeadLetter> rejected = [];
        await DeliverAsync(batch, rejected, cancellationToken).ConfigureAwait(false);
        return rejected;
    }

    /// <summary>Returns when points have left the server (true), or it says that it cannot delete (false).</summary>
    public async Task<bool> DeleteAsync(PointDeletion points, CancellationToken cancellationToken) =>
        (await AskUntilAnsweredAsync(() => _target.DeleteAsync(points, cancellationToken), cancellationToken)
            .ConfigureAwait(false)).Verdict == WriteVerdict.Accepted;

    private async Task DeliverAsync(LineBatch batch, List<DeadLetter> rejected, CancellationToken cancellationToken)
    {
        WriteOutcome outcome = await AskUntilAnsweredAsync(
            () => _target.WriteAsync(batch, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (outcome.Verdict == WriteVerdict.Accepted)
        {
            return;
        }

        ReadOnlyMemory<byte> lines = batch.Lines;
        int middle = LineCut.Middle(lines.Span);
        if (middle >= lines.Length || outcome.LinesRejected >= LineCut.Count(lines.Span))
        {
            Quarantine(lines, outcome.Words, rejected);
            return;
        }

        await DeliverAsync(lines[..middle], rejected, cancellationToken).ConfigureAwait(false);
        await DeliverAsync(lines[middle..], rejected, cancellationToken).ConfigureAwait(false);
    }

    private void Quarantine(ReadOnlyMemory<byte> lines, string words, List<DeadLetter> rejected)
    {
        long now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        while (lines.Length > 0)
        {
            int length = lines.Span.IndexOf((byte)'\n');
            rejected.Add(new DeadLetter(lines[..length].ToArray(), words, now));
            lines = lines[(length + 1)..];
        }
    }

    private async Task<WriteOutcome> AskUntilAnsweredAsync(Func<Task<WriteOutcome>> ask, CancellationToken cancellationToken)
    {
        for (int failures = 0; ; failures++)
        {
            WriteOutcome outcome = await ask().ConfigureAwait(false);
            TimeSpan wait;
            switch (outcome.Verdict)
            {
                case WriteVerdict.Unauthorised:
                    wait = _options.RetryMost;
                    _report(SinkState.Paused, outcome.Words);
                    break;
                case WriteVerdict.Unavailable or WriteVerdict.Unreachable:
                    HasLostContact |= outcome.Verdict == WriteVerdict.Unreachable;
                    TimeSpan asked = outcome.RetryAfter ?? TimeSpan.Zero;
                    wait = RetryWait.After(failures, _options);
                    wait = asked > wait ? (asked < LongestPause ? asked : LongestPause) : wait;
                    _report(SinkState.Waiting, outcome.Words);
                    break;
                default:
                    return outcome;
            }

            await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
        }
    }
}
