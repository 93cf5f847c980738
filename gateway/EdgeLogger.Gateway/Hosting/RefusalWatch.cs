using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.FrameLog.Writing;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>Messages refused of late, by board and reason. They are a problem until none has come for a while.</summary>
/// <param name="time">The clock.</param>
internal sealed class RefusalWatch(TimeProvider time)
{
    /// <summary>How long after the last one they are a problem.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    // Of a long list the first ones say enough; pairs beyond the most are counted under one name.
    private const int Shown = 10;
    private const int MostPairs = 1000;
    private const string Others = "*";

    // A frame that was reported lost or dropped and comes late is refused as it should be, and a state that was overtaken on its
    // way.
    private static readonly RefusalReason[] Expected = [RefusalReason.ToldLost, RefusalReason.Expired, RefusalReason.OldState];

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Board, RefusalReason Reason), Refused> _refused = [];

    /// <summary>Notes what a batch has refused. On the writer's thread.</summary>
    public void Note(CommittedBatch batch)
    {
        foreach (ref readonly CommittedItem item in batch.Items)
        {
            if (item.Outcome == Outcome.Refused && !Expected.Contains(item.Reason))
            {
                Note(item.Board, item.Reason);
            }
        }
    }

    /// <summary>The problems, those of the newest refusals first.</summary>
    public IReadOnlyList<string> Problems()
    {
        lock (_gate)
        {
            Forget();
            string[] problems = [.. _refused.OrderByDescending(pair => pair.Value.LastAt)
                .ThenBy(pair => pair.Key.Board, StringComparer.Ordinal)
                .Take(Shown).Select(pair => Text(pair.Key.Board, pair.Key.Reason, pair.Value))];
            return _refused.Count <= Shown
                ? problems
                : [.. problems, $"Messages of {_refused.Count - Shown} other boards or reasons were refused too: "
                    + "`edgelogger doctor` lists them."];
        }
    }

    /// <summary>All problems by board, those of the newest refusals first.</summary>
    public ILookup<string, string> ProblemsByBoard()
    {
        lock (_gate)
        {
            Forget();
            return _refused.OrderByDescending(pair => pair.Value.LastAt)
                .ToLookup(pair => pair.Key.Board, pair => Text(pair.Key.Board, pair.Key.Reason, pair.Value),
                    StringComparer.Ordinal);
        }
    }

    /// <summary>
    /// As <see cref="ProblemsByBoard"/>, by what the log of a gateway has in quarantine: for a command beside it.
    /// </summary>
    public static ILookup<string, string> ProblemsIn(string directory, DateTimeOffset now)
    {
        long since = (now - Remembered).ToUnixTimeMilliseconds();
        string[] expected = [.. Expected.Select(RefusalNames.Of)];
        IReadOnlyList<QuarantineEntry> quarantine = [];
        try
        {
            using FrameLogReader log = FrameLogReader.Open(directory);
            quarantine = log.ReadQuarantine();
        }
        catch (FrameLogException)
        {
            // No log there: no gateway has run on it, or it is another machine's.
        }

        return quarantine.Where(entry => entry.ReceivedUtcMs >= since && !expected.Contains(entry.Reason))
            .GroupBy(entry => (entry.Board, entry.Reason))
            .ToLookup(group => group.Key.Board, group => Text(group.Key.Board, group.Key.Reason, group.Count(),
                group.Min(entry => entry.ReceivedUtcMs)), StringComparer.Ordinal);
    }

    private void Note(string board, RefusalReason reason)
    {
        lock (_gate)
        {
            if (!_refused.ContainsKey((board, reason)) && _refused.Count >= MostPairs)
            {
                Forget();
                board = _refused.Count >= MostPairs ? Others : board;
            }

            long first = _refused.TryGetValue((board, reason), out Refused? before) ? before.SinceUtcMs : time.GetUtcNow()
                .ToUnixTimeMilliseconds();
            _refused[(board, reason)] = new Refused((before?.Count ?? 0) + 1, first, time.GetTimestamp());
        }
    }

    private void Forget()
    {
        foreach ((string Board, RefusalReason Reason) pair in _refused
            .Where(pair => time.GetElapsedTime(pair.Value.LastAt) >= Remembered).Select(pair => pair.Key).ToList())
        {
            _refused.Remove(pair);
        }
    }

    private static string Text(string board, RefusalReason reason, Refused refused) =>
        Text(board, RefusalNames.Of(reason), refused.Count, refused.SinceUtcMs);

    private static string Text(string board, string reason, long count, long sinceUtcMs) =>
        string.Create(CultureInfo.InvariantCulture,
        $"{RefusalAdvice.Sender(board)}: {count} {(count == 1 ? "message" : "messages")} refused as {reason} since "
            + $"{DateTimeOffset.FromUnixTimeMilliseconds(sinceUtcMs):u}. {RefusalAdvice.For(reason, board)}");

    private sealed record Refused(long Count, long SinceUtcMs, long LastAt);
}
