using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using EdgeLogger.Ingest;
using EdgeLogger.Sinks;
using EdgeLogger.Sinks.LineProtocol;
using EdgeLogger.Sinks.Reading;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>
/// The health of boards as points (docs/specs/influx.md), from their state documents. Of a board only the newest document waits,
/// so that a server that is away for a week costs no memory.
/// </summary>
internal sealed class BoardHealthPoints : IPointSource
{
    private readonly ConcurrentDictionary<string, (long Position, BoardState State)> _newest = new(StringComparer.Ordinal);
    private long _last;

    /// <summary>Takes what is there, and what comes.</summary>
    public BoardHealthPoints(BoardStates states)
    {
        states.Changed += Take;
        foreach (BoardState state in states.All)
        {
            Take(state);
        }
    }

    public string Name => "board-health";

    public long Fill(LineProtocolWriter writer, long after, int most)
    {
        foreach ((long position, BoardState state) in _newest.Values.Where(entry => entry.Position > after)
            .OrderBy(entry => entry.Position).Take(most))
        {
            BoardPoints.Write(writer, state.Board, state.ReceivedUtcMs, state.WasRetained, state.Json);
            after = position;
        }

        return after;
    }

    // Positions go on after a restart: they are moments, each later than the last.
    private void Take(BoardState state)
    {
        long position;
        long last;
        do
        {
            last = Interlocked.Read(ref _last);
            position = Math.Max(last + 1, state.ReceivedUtcMs);
        }
        while (Interlocked.CompareExchange(ref _last, position, last) != last);

        _newest[state.Board] = (position, state);
    }
}
