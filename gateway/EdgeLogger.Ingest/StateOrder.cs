using System;
using System.Globalization;
using System.Text.Json;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.Keys;

namespace EdgeLogger.Ingest;

/// <summary>
/// The order of the states of boards with a key: by the board's starts, then by their numbers. Somebody who has heard one can
/// send it again, and must neither make a dead board look alive nor hide what came after it, also after a start of ours: the
/// order is kept on disk. The first state of a key has none before it, and is held against the frames that are on disk: a board
/// knows of all that it has sent.
/// </summary>
internal sealed class StateOrder : IDisposable
{
    private readonly BoardKeys _keys;
    private readonly string _logDirectory;
    private readonly StateMarks _marks;
    private FrameLogReader? _log;

    /// <param name="keys">The boards' keys.</param>
    /// <param name="logDirectory">The data directory.</param>
    /// <param name="time">Clock of the pauses between writes.</param>
    /// <param name="noteWork">Given the name of the work, and why it failed or null.</param>
    public StateOrder(BoardKeys keys, string logDirectory, TimeProvider time, Action<string, Exception?> noteWork)
    {
        _keys = keys;
        _logDirectory = logDirectory;
        _marks = new StateMarks(logDirectory, board => keys.Find(board)?.Stamp, time, noteWork);
    }

    /// <summary>Places a state whose signature is right, and remembers it.</summary>
    /// <param name="board">The board.</param>
    /// <param name="json">The state document.</param>
    /// <param name="isRetained">The broker had kept it: it is given again at each connection.</param>
    public StatePlace Place(string board, byte[] json, bool isRetained)
    {
        if (_keys.Find(board) is not { IsInForce: true } key)
        {
            return StatePlace.Newer;
        }

        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement state = document.RootElement;
        StateMark? before = _marks.Find(board, key.Stamp);
        (long Start, long Connects) connection = (Number(state, "start"), Number(state, "connects"));
        if (!(state.TryGetProperty("online", out JsonElement online) && online.ValueKind == JsonValueKind.True))
        {
            // A last will was signed when its connection was made: it is old once the board has made another one.
            return before is null || connection.CompareTo((before.Start, before.Connects)) >= 0
                ? StatePlace.Newer
                : StatePlace.Older;
        }

        long number = Number(state, "n");
        int order = before is null ? (IsBehindFrames(state) ? -1 : 1) : (connection.Start, number)
            .CompareTo((before.Start, before.Number));
        if (order < 0)
        {
            return StatePlace.Older;
        }

        _marks.Set(new StateMark(board, key.Stamp, connection.Start, connection.Connects, number));
        return order > 0 || isRetained ? StatePlace.Newer : StatePlace.Again;
    }

    public void Dispose()
    {
        _marks.Dispose();
        _log?.Dispose();
    }

    private bool IsBehindFrames(JsonElement state)
    {
        if (!state.TryGetProperty("streams", out JsonElement streams) || streams.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        foreach (JsonElement stream in streams.EnumerateArray())
        {
            if (stream.ValueKind == JsonValueKind.Object
                && stream.TryGetProperty("stream", out JsonElement name) && name.ValueKind == JsonValueKind.String
                && ulong.TryParse(name.GetString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong id)
                && Number(stream, "newest") < StoredUpTo(id))
            {
                return true;
            }
        }

        return false;
    }

    private uint StoredUpTo(ulong stream)
    {
        try
        {
            _log ??= FrameLogReader.Open(_logDirectory);
            return _log.FindStream(stream)?.Contiguous ?? 0;
        }
        catch (FrameLogException)
        {
            // The log itself reports what is wrong with it; a state is not a reason to end.
            return 0;
        }
    }

    private static long Number(JsonElement of, string name) =>
        of.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out long number) ? number : 0;
}

/// <summary>Where a state of a board stands beside those that came before.</summary>
internal enum StatePlace
{
    /// <summary>It reports something new.</summary>
    Newer,

    /// <summary>It is the last one once more, which reports nothing new.</summary>
    Again,

    /// <summary>It was overtaken by another one.</summary>
    Older,
}
