using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Derivation.Following;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>Puts into words which boards' frames wait for a schema, and what to do.</summary>
internal static class SchemaWaits
{
    /// <summary>A shorter wait is none: a board publishes a schema just before the first frame that needs it.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromSeconds(10);

    /// <summary>One problem for each board and schema, by the board's name.</summary>
    public static IEnumerable<string> Problems(IEnumerable<WaitingFrames> waiting, TimeProvider time) => waiting
        .Where(stream => time.GetElapsedTime(stream.NoticedAt) >= Least)
        .GroupBy(stream => (stream.Board, stream.SchemaHash))
        .OrderBy(group => group.Key.Board, StringComparer.Ordinal).ThenBy(group => group.Min(stream => stream.SinceUtcMs))
        .Select(group => string.Create(CultureInfo.InvariantCulture,
            $"Board {group.Key.Board}: {group.Sum(stream => stream.Frames)} frames of {group.Count()} {(group.Count() == 1 ? "slot" : "slots")} wait for a schema (hash {group.Key.SchemaHash:x8}) since {DateTimeOffset.FromUnixTimeMilliseconds(group.Min(stream => stream.SinceUtcMs)):u}. ")
            + $"They are kept, and shown when it comes. The board publishes it again within an hour while it is connected; `edgelogger board reboot {group.Key.Board}` makes it do so within two minutes.");
}
