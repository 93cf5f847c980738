using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.FrameLog.Sqlite;

namespace EdgeLogger.FrameLog.Maintenance;

/// <summary>
/// Reads a log that is in use from its beginning to its end, slowly, for frames that the disk has changed and for parts that
/// SQLite cannot read. It goes on behind such a part: what was lost is known only when the rest was read.
/// </summary>
public sealed class LogScan
{
    // About 6 MiB/s at most: a year of forty boards in some hours, and no reader or writer notices.
    private const int FramesAtATime = 512;
    private const int NumbersAtATime = 16_384;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);

    private readonly string _directory;
    private readonly TimeProvider _time;
    private readonly FrameBatch _batch = new();
    private readonly List<string> _unreadable = [];

    /// <param name="directory">The data directory.</param>
    /// <param name="time">Clock of the pauses.</param>
    public LogScan(string directory, TimeProvider time)
    {
        _directory = directory;
        _time = time;
    }

    /// <summary>Reads the log once.</summary>
    /// <param name="found">Receives each damaged frame, one after another.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="FrameLogException">The file is so damaged that it cannot be opened.</exception>
    public async Task<ScanReport> RunAsync(Func<DamagedFrame, Task> found, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(found);
        using FrameLogReader reader = FrameLogReader.Open(_directory);
        long read = 0;
        for (long? id = 0; id is { } after;)
        {
            id = ReadSome(reader, after);
            read += _batch.Count;
            foreach (DamagedFrame damaged in Damaged())
            {
                await found(damaged).ConfigureAwait(false);
            }

            await Task.Delay(Pause, _time, cancellationToken).ConfigureAwait(false);
        }

        foreach (StreamEntry stream in ReadTables(reader))
        {
            for (long? number = 0; number is { } from;)
            {
                number = ReadNumbers(reader, stream, from);
                await Task.Delay(Pause, _time, cancellationToken).ConfigureAwait(false);
            }
        }

        return new ScanReport(read, _unreadable);
    }

    // Where to go on; null at the end. After a fault the batch holds the frames before it.
    private long? ReadSome(FrameLogReader reader, long after)
    {
        try
        {
            reader.ReadAfter(after, FramesAtATime, _batch);
            return _batch.Count == FramesAtATime ? _batch.Frames[^1].Id : null;
        }
        catch (SqliteFault fault)
        {
            long last = _batch.Count > 0 ? _batch.Frames[^1].Id : after;
            long? behind = FindReadable(reader, last);
            _unreadable.Add(Words(reader, fault, last + 1, behind ?? long.MaxValue));
            return behind;
        }
    }

    // An id that can be gone on from: the lowest one, but for what one page holds.
    private static long? FindReadable(FrameLogReader reader, long last)
    {
        long newest = Try(() => reader.LastId, long.MaxValue);
        FrameBatch one = new();
        for (long step = 1; step < newest - last; step *= 2)
        {
            if (!IsReadable(last + step))
            {
                continue;
            }

            long bad = last + (step / 2);
            long good = last + step;
            while (good - bad > 1)
            {
                long middle = bad + ((good - bad) / 2);
                (bad, good) = IsReadable(middle) ? (bad, middle) : (middle, good);
            }

            return good;
        }

        return null;

        bool IsReadable(long id) => Try(() =>
        {
            reader.ReadAfter(id, 1, one);
            return true;
        }, false);
    }

    private static string Words(FrameLogReader reader, SqliteFault fault, long first, long last)
    {
        // The numbers are in an index too, which lies elsewhere in the file.
        string frames = Try(() => string.Join(
            ", ", reader.ReadNumbersBetween(first, last).Select(one => string.Create(CultureInfo.InvariantCulture,
            $"{one.Frames} frames between number {one.First} and {one.Last} of stream {one.StreamId:x16} of "
                + $"{reader.FindStream(one.StreamId)?.Board}"))), "");
        return $"{fault.Message} Lost to every reader: "
            + $"{(frames.Length > 0 ? frames : "frames whose numbers cannot be read either")}.";
    }

    private List<DamagedFrame> Damaged()
    {
        List<DamagedFrame> damaged = [];
        foreach (ref readonly StoredFrame frame in _batch.Frames)
        {
            if (frame.IsDamaged)
            {
                damaged.Add(new DamagedFrame(frame.Id, frame.StreamId, frame.Sequence));
            }
        }

        return damaged;
    }

    // The streams, after everything that is small was read too.
    private IReadOnlyList<StreamEntry> ReadTables(FrameLogReader reader)
    {
        Note("lost ranges", () => reader.ReadGaps());
        Note("segments", () => reader.ReadSegments());
        Note("refusals", () => reader.ReadRefusals());
        Note("quarantine", () => reader.ReadQuarantine());
        Note("schemas", reader.ReadSchemas);
        IReadOnlyList<StreamEntry> streams = [];
        Note("streams", () => streams = reader.ReadStreams());
        return streams;
    }

    private long? ReadNumbers(FrameLogReader reader, StreamEntry stream, long from)
    {
        long? last = null;
        Note($"numbers of stream {stream.StreamId:x16} of {stream.Board}",
            () => last = reader.LastNumber(stream.StreamId, from, NumbersAtATime));
        return last + 1;
    }

    private void Note(string what, Action read)
    {
        try
        {
            read();
        }
        catch (SqliteFault fault)
        {
            _unreadable.Add($"{fault.Message} The table of {what} cannot be read.");
        }
    }

    private static T Try<T>(Func<T> read, T otherwise)
    {
        try
        {
            return read();
        }
        catch (SqliteFault)
        {
            return otherwise;
        }
    }
}
