using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;

namespace EdgeLogger.Cells.Rules;

/// <summary>What has been dropped from the log cannot be given to another test: its results stand.</summary>
internal static class Retention
{
    /// <summary>Refuses a change that puts, moves or removes an edge among rows that have been dropped.</summary>
    /// <param name="before">The test before; null if it is new.</param>
    /// <param name="after">The test after.</param>
    /// <param name="keptFromUtcMs">From when on the log has rows of a stream, Unix ms; null if none has been dropped.</param>
    /// <exception cref="CellBookException">It does; the message has the date.</exception>
    public static void Check(TestRun? before, TestRun after, Func<ulong, long?> keptFromUtcMs)
    {
        HashSet<(ulong Stream, long UtcMs)> was = [.. Edges(before)];
        was.SymmetricExceptWith(Edges(after));
        foreach ((ulong stream, long utcMs) in was)
        {
            if (keptFromUtcMs(stream) is { } kept && utcMs < kept)
            {
                throw new CellBookException($"{Moment.Text(utcMs)} cannot be corrected: the log has this slot's rows from "
                    + $"{Moment.Text(kept)} on, and older ones have been dropped. "
                    + "Give that time or a later one; results from before it stay as they are.");
            }
        }
    }

    private static IEnumerable<(ulong Stream, long UtcMs)> Edges(TestRun? test) =>
        from segment in test?.Segments ?? []
        from edge in (Edge?[])[segment.From, segment.To]
        where segment.Stream is not null && edge is not null
        select (segment.Stream!.Value, edge!.UtcMs);
}
