using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using EdgeLogger.Files;

namespace EdgeLogger.Ingest;

/// <summary>
/// The newest state of each board with a key, by its numbers: states.jsonl in the data directory, a line for each board. It is
/// written within ten seconds of a change and at the end, so that a kill costs the order of those seconds. Thread-safe.
/// </summary>
internal sealed class StateMarks : IDisposable
{
    /// <summary>The file's name in the data directory.</summary>
    public const string FileName = "states.jsonl";

    private const string Work = "keeping of the order of states";
    private static readonly TimeSpan WriteAfter = TimeSpan.FromSeconds(10);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly string _path;
    private readonly Func<string, string?> _stampOf;
    private readonly Action<string, Exception?> _noteWork;
    private readonly Dictionary<string, StateMark> _marks = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly Lock _writing = new();
    private readonly ITimer _timer;
    private bool _isDue;

    /// <param name="directory">The data directory.</param>
    /// <param name="stampOf">The stamp of a board's key now; null if it has none: its mark is dropped.</param>
    /// <param name="time">Clock of the pauses between writes.</param>
    /// <param name="noteWork">Given the name of the work, and why it failed or null.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public StateMarks(string directory, Func<string, string?> stampOf, TimeProvider time, Action<string, Exception?> noteWork)
    {
        _path = Path.Combine(directory, FileName);
        _stampOf = stampOf;
        _noteWork = noteWork;
        _timer = time.CreateTimer(_ => Write(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        foreach (StateMark mark in File.Exists(_path) ? File.ReadLines(_path).Select(Parse).OfType<StateMark>() : [])
        {
            _marks[mark.Board] = mark;
        }
    }

    /// <summary>The newest state of a board under this key; null if none is known.</summary>
    public StateMark? Find(string board, string keyStamp)
    {
        lock (_gate)
        {
            return _marks.TryGetValue(board, out StateMark? mark) && mark.Key == keyStamp ? mark : null;
        }
    }

    /// <summary>Notes a newer one.</summary>
    public void Set(StateMark mark)
    {
        lock (_gate)
        {
            if (_marks.TryGetValue(mark.Board, out StateMark? before) && before == mark)
            {
                return;
            }

            _marks[mark.Board] = mark;
            if (!_isDue)
            {
                _isDue = true;
                _timer.Change(WriteAfter, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        Write();
    }

    private void Write()
    {
        lock (_writing)
        {
            StateMark[] marks;
            lock (_gate)
            {
                if (!_isDue)
                {
                    return;
                }

                _isDue = false;
                marks = [.. _marks.Values.Where(mark => _stampOf(mark.Board) == mark.Key)];
            }

            try
            {
                // An empty file is one that lost what was in it.
                if (marks.Length == 0)
                {
                    File.Delete(_path);
                }
                else
                {
                    PrivateFile.Replace(_path, string.Concat(marks.Select(mark => JsonSerializer.Serialize(mark, Json) + "\n")));
                }

                _noteWork(Work, null);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // The next state tries again.
                _noteWork(Work, error);
            }
        }
    }

    // A line that is none costs the order of one board.
    private static StateMark? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<StateMark>(line, Json) is { Board: not null, Key: not null } mark ? mark : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The place of a board's newest state in their order.</summary>
/// <param name="Board">The board.</param>
/// <param name="Key">Stamp of the key that it was signed under.</param>
/// <param name="Start">The board's start.</param>
/// <param name="Connects">Connections that it had made since.</param>
/// <param name="Number">Number of the state.</param>
internal sealed record StateMark(string Board, string Key, long Start, long Connects, long Number);
