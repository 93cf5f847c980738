using System;
using System.Collections.Generic;
using System.Threading;
using EdgeLogger.FrameLog;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Ingest;

/// <summary>
/// One line of the log a minute for each board and reason: the first refusal at once, those after it counted until the minute is
/// over. A board that floods us cannot flood the log.
/// </summary>
internal sealed class RefusalLog : IDisposable
{
    // Pairs beyond this share one line; hostile ids all share the board "".
    private const int MaxPairs = 1000;
    private const string Others = "*";

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Board, RefusalReason Reason), Held> _held = [];
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly TimeSpan _period;
    private readonly ITimer _timer;

    public RefusalLog(ILogger logger, TimeProvider time, TimeSpan period)
    {
        _logger = logger;
        _time = time;
        _period = period;
        _timer = time.CreateTimer(static log => ((RefusalLog)log!).LogHeld(), this, period / 4, period / 4);
    }

    public void Note(string board, RefusalReason reason, string topic)
    {
        lock (_gate)
        {
            (string Board, RefusalReason Reason) pair = _held.ContainsKey((board, reason)) || _held.Count < MaxPairs
                ? (board, reason)
                : (Others, reason);
            if (_held.TryGetValue(pair, out Held? held))
            {
                held.Count++;
                return;
            }

            _held.Add(pair, new Held { LoggedAt = _time.GetTimestamp() });
            _logger.LogWarning(
                "Refused a message of {Board} on {Topic}: {Reason}. It is counted and kept in quarantine.",
                NameOf(pair.Board), SafeTopic.From(topic), RefusalNames.Of(reason));
        }
    }

    public void Dispose() => _timer.Dispose();

    private void LogHeld()
    {
        lock (_gate)
        {
            foreach (((string Board, RefusalReason Reason) pair, Held held) in _held)
            {
                if (_time.GetElapsedTime(held.LoggedAt) >= _period)
                {
                    LogHeld(pair, held);
                }
            }
        }
    }

    private void LogHeld((string Board, RefusalReason Reason) pair, Held held)
    {
        if (held.Count == 0)
        {
            // Removing while enumerating is allowed for a dictionary.
            _held.Remove(pair);
            return;
        }

        _logger.LogWarning(
            "Refused {Count} more messages of {Board} within {Seconds} s: {Reason}.",
            held.Count, NameOf(pair.Board), (long)_time.GetElapsedTime(held.LoggedAt).TotalSeconds, RefusalNames.Of(pair.Reason));
        held.Count = 0;
        held.LoggedAt = _time.GetTimestamp();
    }

    private static string NameOf(string board) => board switch
    {
        "" => "no known board",
        Others => "other boards",
        _ => board,
    };

    private sealed class Held
    {
        public long LoggedAt { get; set; }

        public long Count { get; set; }
    }
}
