using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Ingest;
using EdgeLogger.Keys;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>
/// Boards that have a key which the gateway has not: they refuse what it sends, also that their frames are on disk.
/// </summary>
internal static class UnknownKeys
{
    // Of a long list the first ones say enough.
    private const int Shown = 10;

    private static ReadOnlySpan<byte> HasKey => "\"authenticated\":true"u8;

    /// <summary>The problems, by board.</summary>
    public static IEnumerable<string> Problems(IEnumerable<BoardState> states, BoardKeys keys) =>
        states.Select(state => ProblemOf(state, keys)).OfType<string>().Order(StringComparer.Ordinal).Take(Shown);

    /// <summary>The problem of one board; null if it has none.</summary>
    public static string? ProblemOf(BoardState state, BoardKeys keys) =>
        keys.Find(state.Board) is null && state.Json.Span.IndexOf(HasKey) >= 0
            ? $"Board {state.Board} has a key that this gateway does not know. It refuses what the gateway sends, so that its "
            + $"frames stay in its flash until that is full. Restore {BoardKeys.FileName} of the broker's folder from a backup, "
            + "or give the board a new key: `edgelogger board provision`."
            : null;
}
