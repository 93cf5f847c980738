using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.FrameLog.Reading;

namespace EdgeLogger.FrameLog.Maintenance;

/// <summary>Reads a log that is in use from its beginning to its end, slowly, for frames that the disk has changed.</summary>
public sealed class LogScan
{
    // About 6 MiB/s at most: a year of forty boards in some hours, and no reader or writer notices.
    private const int FramesAtATime = 512;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);

    private readonly string _directory;
    private readonly TimeProvider _time;

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
    /// <returns>How many frames were read.</returns>
    /// <exception cref="FrameLogException">The file is so damaged that it cannot be read to its end.</exception>
    public async Task<long> RunAsync(Func<DamagedFrame, Task> found, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(found);
        using FrameLogReader reader = FrameLogReader.Open(_directory);
        FrameBatch batch = new();
        long id = 0;
        long read = 0;
        do
        {
            foreach (DamagedFrame damaged in ReadSome(reader, batch, ref id))
            {
                await found(damaged).ConfigureAwait(false);
            }

            read += batch.Count;
            await Task.Delay(Pause, _time, cancellationToken).ConfigureAwait(false);
        }
        while (batch.Count == FramesAtATime);
        return read;
    }

    private List<DamagedFrame> ReadSome(FrameLogReader reader, FrameBatch batch, ref long id)
    {
        List<DamagedFrame> damaged = [];
        try
        {
            reader.ReadAfter(id, FramesAtATime, batch);
        }
        catch (Sqlite.SqliteFault fault)
        {
            throw new FrameLogException($"The frame log in {_directory} cannot be read to its end. {fault.Message} Run `edgelogger doctor`.", fault);
        }

        foreach (ref readonly StoredFrame frame in batch.Frames)
        {
            id = frame.Id;
            if (frame.IsDamaged)
            {
                damaged.Add(new DamagedFrame(frame.Id, frame.StreamId, frame.Sequence));
            }
        }

        return damaged;
    }
}
