using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Derivation.Following;
using EdgeLogger.FrameLog;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>Puts into words which boards' frames wait for a schema, and what to do.</summary>
internal static class SchemaWaits
{
    /// <summary>A shorter wait is none: a board publishes a schema just before the first frame that needs it.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromSeconds(10);

    private const int LookedAt = 60;

    /// <summary>One problem for each board and schema, by the board's name.</summary>
    public static IEnumerable<string> Problems(IEnumerable<WaitingFrames> waiting, TimeProvider time) => waiting
        .Where(stream => time.GetElapsedTime(stream.NoticedAt) >= Least)
        .GroupBy(stream => (stream.Board, stream.SchemaHash))
        .OrderBy(group => group.Key.Board, StringComparer.Ordinal).ThenBy(group => group.Min(stream => stream.SinceUtcMs))
        .Select(group => Text(group.Key.Board, group.Key.SchemaHash, group.Sum(stream => stream.Frames), group.Count(),
            group.Min(stream => stream.SinceUtcMs)));

    /// <summary>As <see cref="Problems"/>, by board, by what is in the log of a gateway: for a command beside it.</summary>
    public static IEnumerable<(string Board, string Problem)> ProblemsIn(string directory, DateTimeOffset now)
    {
        try
        {
            // The derivation, in the gateway's own process, reports a schema that cannot be read.
            using LogView log = new(directory, static _ => { });
            long until = (now - Least).ToUnixTimeMilliseconds();
            return [.. log.Reader.ReadStreams().Select(stream => FirstWaiting(log, stream)).OfType<WaitingFrames>()
                .Where(stream => stream.SinceUtcMs <= until)
                .GroupBy(stream => (stream.Board, stream.SchemaHash))
                .Select(group => (group.Key.Board, Text(group.Key.Board, group.Key.SchemaHash, group.Sum(stream => stream.Frames),
                    group.Count(), group.Min(stream => stream.SinceUtcMs))))];
        }
        catch (FrameLogException)
        {
            // No log there: no gateway has run on it, or it is another machine's.
            return [];
        }
    }

    // Who lacks a schema lacks it for the newest frames, nearly always: those are looked at, and those before them while they
    // lack one too.
    private static WaitingFrames? FirstWaiting(LogView log, StreamEntry stream)
    {
        AwaitedFrame? first = null;
        long from = stream.Contiguous + 1L;
        do
        {
            from = Math.Max(1, from - LookedAt);
            StreamFollower follower = new(stream.StreamId, from);
            while (follower.TryPeek(log, stream.Contiguous, out RowBlock? block))
            {
                follower.Take(block);
            }

            first = follower.Awaited ?? first;
        }
        while (first?.Sequence == from && from > 1);

        return first is null
            ? null
            : new WaitingFrames(stream.Board, stream.StreamId, first.Sequence, first.SchemaHash,
                stream.Contiguous - first.Sequence + 1L, first.ReceivedUtcMs, 0);
    }

    private static string Text(string board, uint schemaHash, long frames, int slots, long sinceUtcMs) =>
        string.Create(CultureInfo.InvariantCulture,
        $"Board {board}: {frames} frames of {slots} {(slots == 1 ? "slot" : "slots")} wait for a schema (hash {schemaHash:x8}) "
            + $"since {DateTimeOffset.FromUnixTimeMilliseconds(sinceUtcMs):u}. ")
        + $"They are kept, and shown when it comes. The board publishes it again within an hour while it is connected; "
        + $"`edgelogger board reboot {board}` makes it do so within two minutes.";
}
