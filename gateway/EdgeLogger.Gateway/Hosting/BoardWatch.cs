using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Engine;
using EdgeLogger.Boards.Commands;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Frames;
using EdgeLogger.Ingest;
using EdgeLogger.Loops;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>
/// How boards stand: when anything came from each, by a clock that nobody sets, and what its state document says. A board is
/// known from the first thing it sends to this process on.
/// </summary>
internal sealed class BoardWatch
{
    private readonly BoardStates _states;
    private readonly DamageWatch _damage;
    private readonly TimeProvider _time;
    private readonly LoopHealth _loops;
    private readonly ConcurrentDictionary<string, bool> _bad = new(StringComparer.Ordinal);
    private readonly long _startedAt;
    private readonly ConcurrentDictionary<string, long> _heardAt = new(StringComparer.Ordinal);

    /// <param name="states">What boards say of themselves.</param>
    /// <param name="damage">Knows whose frames the disk has changed.</param>
    /// <param name="loops">Where documents that cannot be read are reported.</param>
    /// <param name="time">The clock.</param>
    public BoardWatch(BoardStates states, DamageWatch damage, LoopHealth loops, TimeProvider time)
    {
        _loops = loops;
        _damage = damage;
        _states = states;
        _time = time;
        _startedAt = time.GetTimestamp();
        states.Changed += state =>
        {
            // A retained document is what the broker remembers: the board is known by it, and silent since the start at least.
            if (state.WasRetained)
            {
                _heardAt.TryAdd(state.Board, _startedAt);
            }
            else
            {
                _heardAt[state.Board] = _time.GetTimestamp();
            }
        };
    }

    /// <summary>Notes from whom something came.</summary>
    public void Heard(CommittedBatch batch)
    {
        long now = _time.GetTimestamp();
        foreach (CommittedItem item in batch.Items)
        {
            if (item.Outcome != Outcome.Refused && item.Board.Length > 0)
            {
                _heardAt[item.Board] = now;
            }
        }
    }

    /// <summary>How all known boards stand now.</summary>
    public IReadOnlyList<BoardReading> Read()
    {
        Dictionary<string, (long Frames, string Last)> damage = new(_damage.Boards);
        foreach (string board in damage.Keys)
        {
            _heardAt.TryAdd(board, _startedAt);
        }

        return [.. _heardAt.Select(board => Read(board.Key, board.Value, damage.GetValueOrDefault(board.Key, (0, ""))))];
    }

    private BoardReading Read(string board, long heardAt, (long Frames, string Last) damage)
    {
        double nowS = _time.GetElapsedTime(_startedAt).TotalSeconds;
        double silentS = _time.GetElapsedTime(heardAt).TotalSeconds;
        BoardObservation silent = new(nowS, silentS, null, null, null, null, null, damage.Frames, damage.Last);
        if (_states.Find(board) is not { } state)
        {
            return new BoardReading(board, silent);
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(state.Json);
            BoardReading reading = new(board, Fill(silent, document.RootElement));
            if (_bad.TryRemove(board, out _))
            {
                _loops.Succeeded(WorkOf(board));
            }

            return reading;
        }
#pragma warning disable CA1031 // Whatever it is, it is this board's document: nobody else's silence may go unnoticed for it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _bad[board] = true;
            _loops.Failed(WorkOf(board), error);
            return new BoardReading(board, silent);
        }
    }

    private static string WorkOf(string board) => $"state of board {board}";

    private static BoardObservation Fill(BoardObservation silent, JsonElement state)
    {
        JsonElement[] streams = state.TryGetProperty("streams", out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(stream => stream.ValueKind == JsonValueKind.Object)]
            : [];
        double[] hours =
            [.. streams.Select(stream => StateNumber.Real(stream, "capacity_h")).OfType<double>().Where(each => each > 0)];
        return silent with
        {
            BacklogFrames = streams.Length == 0 ? null : Numbers(streams, "backlog").Sum(),
            CapacityHours = hours.Length == 0 ? null : hours.Min(),
            FramesLost = streams.Length == 0 ? null : Numbers(streams, "lost_frames").Sum(),
            Clock = !state.TryGetProperty("time", out JsonElement time) || time.ValueKind != JsonValueKind.String
                ? null
                : time.GetString() switch
                {
                    "synchronised" => TimeQuality.Synchronised,
                    "holdover" => TimeQuality.Holdover,
                    "none" => TimeQuality.None,
                    _ => null,
                },
        };
    }

    private static IEnumerable<long> Numbers(JsonElement[] streams, string name) =>
        streams.Select(stream => StateNumber.Whole(stream, name)).OfType<long>();
}
