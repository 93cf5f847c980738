using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.FrameLog.Sqlite;
using EdgeLogger.Frames;

namespace EdgeLogger.FrameLog.Maintenance;

/// <summary>Reads a whole frame log and holds it against itself. Changes nothing; the log may be in use.</summary>
public sealed class LogAudit
{
    private const int FramesAtATime = 1024;
    private const double DayMs = 86_400_000;
    private const int DaysOfRate = 7;

    private readonly string _directory;
    private readonly Action<double> _progress;
    private readonly FrameReader _frame = new();
    private readonly List<DamagedFrame> _damaged = [];
    private readonly Dictionary<ulong, long> _newest = [];
    private readonly Dictionary<(ulong Stream, uint Hash), (long Frames, long FirstUtcMs)> _schemas = [];
    private readonly Dictionary<ulong, long> _impossibleTimes = [];
    private readonly SortedDictionary<long, long> _bytesOfDay = [];
    private long _frames;
    private long _bytes;
    private long _oldestUtcMs = long.MaxValue;
    private long _newestUtcMs;

    /// <param name="directory">The data directory.</param>
    /// <param name="progress">Receives the share that is done, 0 to 1.</param>
    public LogAudit(string directory, Action<double> progress)
    {
        _directory = Path.GetFullPath(directory);
        _progress = progress;
    }

    /// <summary>Reads everything.</summary>
    /// <exception cref="FrameLogException">There is no log, or it is newer, or so damaged that it cannot be read to its
    /// end.</exception>
    public AuditReport Run(CancellationToken cancellationToken)
    {
        using FrameLogReader reader = FrameLogReader.Open(_directory);
        try
        {
            using Database database = Database.OpenReadOnly(FrameLogFiles.Database(_directory));
            // One view of everything, while a gateway goes on writing.
            database.Execute("BEGIN");
            IReadOnlyList<string> fileFaults = QuickCheck(database);
            ReadFrames(reader, cancellationToken);
            return Report(reader, fileFaults, StreamWalk.Run(database, reader.ReadStreams(), _newest));
        }
        catch (SqliteFault fault)
        {
            throw new FrameLogException(
                $"The frame log in {_directory} cannot be read to its end. {fault.Message} Restore a "
                + "backup, or ask the disk's maker.", fault);
        }
    }

    private static List<string> QuickCheck(Database database)
    {
        using Statement statement = database.Prepare("PRAGMA quick_check(20)");
        List<string> faults = [];
        while (statement.Step())
        {
            faults.Add(statement.Text(0));
        }

        return faults is ["ok"] ? [] : faults;
    }

    private void ReadFrames(FrameLogReader reader, CancellationToken cancellationToken)
    {
        FrameBatch batch = new();
        long last = Math.Max(1, reader.LastId);
        long id = 0;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            reader.ReadAfter(id, FramesAtATime, batch);
            foreach (ref readonly StoredFrame stored in batch.Frames)
            {
                Take(batch, stored);
                id = stored.Id;
            }

            _progress(Math.Min(1, (double)id / last));
        }
        while (batch.Count == FramesAtATime);
    }

    private void Take(FrameBatch batch, in StoredFrame stored)
    {
        _frames++;
        _bytes += stored.Length;
        _oldestUtcMs = Math.Min(_oldestUtcMs, stored.ReceivedUtcMs);
        _newestUtcMs = Math.Max(_newestUtcMs, stored.ReceivedUtcMs);
        long day = (long)(stored.ReceivedUtcMs / DayMs);
        _bytesOfDay[day] = _bytesOfDay.GetValueOrDefault(day) + stored.Length;
        _newest[stored.StreamId] = Math.Max(_newest.GetValueOrDefault(stored.StreamId), stored.ReceivedUtcMs);
        bool isWhole = _frame.Open(batch.Buffer, stored.Offset, stored.Length) == FrameError.None
            && _frame.StreamId == stored.StreamId && _frame.Sequence == stored.Sequence;
        if (!isWhole)
        {
            _damaged.Add(new DamagedFrame(stored.Id, stored.StreamId, stored.Sequence));
            return;
        }

        if (BelievableUtc.IsRefused(_frame))
        {
            _impossibleTimes[stored.StreamId] = _impossibleTimes.GetValueOrDefault(stored.StreamId) + 1;
        }

        if (_frame.Kind == FrameKind.Rows)
        {
            (ulong, uint) use = (stored.StreamId, _frame.SchemaHash);
            (long frames, long firstUtcMs) = _schemas.GetValueOrDefault(use, (0, stored.ReceivedUtcMs));
            _schemas[use] = (frames + 1, Math.Min(firstUtcMs, stored.ReceivedUtcMs));
        }
    }

    private AuditReport Report(FrameLogReader reader, IReadOnlyList<string> fileFaults, List<StreamAudit> streams)
    {
        Dictionary<ulong, string> boards = streams.ToDictionary(stream => stream.Stream.StreamId, stream => stream.Stream.Board);
        return new AuditReport
        {
            FileFaults = fileFaults,
            Frames = _frames,
            FrameBytes = _bytes,
            FrameBytesADay = BytesADay(),
            Damaged = _damaged,
            Streams = [.. streams.Select(
                stream => stream with { ImpossibleTimes = _impossibleTimes.GetValueOrDefault(stream.Stream.StreamId) })],
            Segments = reader.ReadSegments(),
            Schemas = [.. _schemas.Where(use => boards.ContainsKey(use.Key.Stream))
                .Select(use => UseOf(reader, boards[use.Key.Stream], use.Key, use.Value))
                .OrderBy(use => (use.Board, use.StreamId, use.Hash))],
            Refusals = reader.ReadRefusals(),
        };
    }

    private static SchemaUse UseOf(
        FrameLogReader reader, string board, (ulong Stream, uint Hash) schema, (long Frames, long FirstUtcMs) use) =>
        new(board, schema.Stream, schema.Hash, reader.FindSchema(board, schema.Hash), use.Frames, use.FirstUtcMs);

    private double BytesADay()
    {
        // A day's frames are counted by calendar days, all of them whole but the newest one.
        double firstDay = Math.Floor(_newestUtcMs / DayMs) - DaysOfRate + 1;
        double daysCovered = (_newestUtcMs / DayMs) - Math.Max(firstDay, _oldestUtcMs / DayMs);
        long bytes = _bytesOfDay.Where(day => day.Key >= firstDay).Sum(day => day.Value);
        // Minutes of boards that send their backlog say nothing about a day.
        return _frames > 1 && daysCovered >= 1.0 / 24 ? bytes / daysCovered : 0;
    }
}
