using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeLogger.Files.Sqlite;
using EdgeLogger.FrameLog.Reading;

namespace EdgeLogger.Sinks.Store;

/// <summary>The file of all sinks of a data directory, for a person who looks at it. Also while a gateway runs.</summary>
public sealed class SinkFile : IDisposable
{
    private readonly StoreFile _file;
    private readonly string _directory;

    private SinkFile(string directory, StoreFile file)
    {
        _directory = directory;
        _file = file;
    }

    /// <summary>Opens the file of a data directory; null if no sink has ever written there.</summary>
    /// <exception cref="InvalidDataException">A newer EdgeLogger has written the file.</exception>
    public static SinkFile? Open(string directory) =>
        File.Exists(Path.Combine(directory, SinkStore.FileName)) ? new SinkFile(directory, SinkStore.OpenFile(directory)) : null;

    /// <summary>All sinks.</summary>
    public IReadOnlyList<SinkEntry> Sinks() =>
        [.. _file.ReadAll(
            row => new SinkEntry(row.GetString(1), row.GetString(2), row.GetString(3),
                row.IsDBNull(4) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)), row.GetInt64(5),
                row.GetInt64(6),
                FramesBehind(row.GetInt64(0))),
            """
            SELECT id, name, IFNULL(state, 'Starting'), IFNULL(words, ''), since_utc_ms, set_aside,
                (SELECT COUNT(*) FROM dead_letter WHERE dead_letter.sink = sink.id)
            FROM sink LEFT JOIN sink_state ON sink_state.sink = sink.id ORDER BY name
            """)];

    /// <summary>The points quarantined of a sink that are kept, each with its number, the oldest first.</summary>
    public IReadOnlyList<(long Id, DeadLetter Letter)> DeadLetters(string name) => _file.ReadAll(
        row => (row.GetInt64(0), new DeadLetter((byte[])row[1], row.GetString(2), row.GetInt64(3))),
        """
        SELECT dead_letter.id, line, words, rejected_utc_ms FROM dead_letter JOIN sink ON sink.id = dead_letter.sink
        WHERE name = $name ORDER BY dead_letter.id
        """, ("$name", name));

    /// <summary>Forgets a point that was quarantined: the server has it now.</summary>
    public void Remove(long id) => _file.Execute("DELETE FROM dead_letter WHERE id = $id", ("$id", id));

    public void Dispose() => _file.Dispose();

    private long FramesBehind(long sink)
    {
        Dictionary<ulong, long> next = _file.ReadAll(
            row => (Stream: (ulong)row.GetInt64(0), Next: row.GetInt64(1)),
            "SELECT stream, next_seq FROM sample_cursor WHERE sink = $sink", ("$sink", sink))
                .ToDictionary(row => row.Stream, row => row.Next);
        using FrameLogReader reader = FrameLogReader.Open(_directory);
        return reader.ReadStreams()
            .Sum(stream => Math.Max(0, stream.Contiguous + 1L - next.GetValueOrDefault(stream.StreamId, 1)));
    }
}

/// <summary>A sink as its file knows it.</summary>
/// <param name="Name">Server and database, without secrets.</param>
/// <param name="State">What it was doing when that changed last.</param>
/// <param name="Words">Why, in the server's words; "" while all was well.</param>
/// <param name="Since">When that was; null if it has never run.</param>
/// <param name="PointsQuarantined">Points its server would not take.</param>
/// <param name="DeadLetters">Of those, the ones that are kept.</param>
/// <param name="FramesBehind">Frames of the log beyond its saved cursors.</param>
public sealed record SinkEntry(
    string Name, string State, string Words, DateTimeOffset? Since, long PointsQuarantined, long DeadLetters, long FramesBehind);
