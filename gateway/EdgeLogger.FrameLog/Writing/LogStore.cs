using System;
using System.IO;
using EdgeLogger.Files.Sqlite;
using EdgeLogger.FrameLog.Sqlite;
using EdgeLogger.FrameLog.Tables;

namespace EdgeLogger.FrameLog.Writing;

/// <summary>Puts one batch into the database, all or nothing. Used by the writer's thread only.</summary>
internal sealed class LogStore : IDisposable
{
    private readonly Database _database;
    private readonly string _directory;
    private readonly FrameLogOptions _options;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly StreamTable _streams;
    private readonly FrameTable _frames;
    private readonly SchemaTable _schemas;
    private readonly RefusalTable _refusals;
    private readonly QuarantineTable _quarantine;
    private readonly SegmentTable _segments;
    private readonly ExpiredFrames _expired;
    private readonly SqliteFileWatch _file;

    private LogStore(Database database, string directory, FrameLogOptions options)
    {
        _database = database;
        _directory = directory;
        _options = options;
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
        _streams = new StreamTable(database, options);
        _frames = new FrameTable(database);
        _schemas = new SchemaTable(database, options);
        _refusals = new RefusalTable(database, options);
        _quarantine = new QuarantineTable(database, options);
        _segments = new SegmentTable(database, options);
        _expired = new ExpiredFrames(database);
        _file = database.Watch();
    }

    public long LastId => _frames.LastId;

    public LogSize Size => _segments.Size;

    public static LogStore Open(string directory, FrameLogOptions options)
    {
        string path = FrameLogFiles.Database(directory);
        bool hasTables = FrameLogSchema.Check(path);
        Database database = Database.OpenWritable(path);
        try
        {
            // FULL: every commit waits for the disk. Checkpoints are ours to make, so that their errors are seen.
            // What is dropped can be given back to the disk; settled when a file is made, so it comes first.
            database.Execute("""
                PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;
                PRAGMA cache_size = -16384; PRAGMA journal_size_limit = 67108864; PRAGMA temp_store = MEMORY;
                """);
            if (!hasTables)
            {
                FrameLogSchema.Create(database);
            }

            FrameLogSchema.Upgrade(database);

            return new LogStore(database, directory, options);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Writes and commits. After a fault nothing of the batch is in the log or in memory.</summary>
    public void Commit(ReadOnlySpan<LogItem> items, CommittedBatch batch)
    {
        try
        {
            _begin.Run();
            foreach (ref readonly LogItem item in items)
            {
                batch.Add(Take(item, batch));
            }

            foreach (StreamProgress stream in batch.Streams)
            {
                _streams.SaveContiguous(stream);
            }

            _segments.SaveIfDue();
            _options.Probe?.Invoke(CommitStep.BeforeCommit);
            _commit.Run();
            batch.LastId = _frames.LastId;
        }
        catch
        {
            Undo(batch);
            throw;
        }
    }

    public void Checkpoint()
    {
        try
        {
            _database.Checkpoint();
        }
        finally
        {
            _file.NoteOwnWrite();
        }
    }

    /// <summary>
    /// What another program did to the log's file; null if nothing. What can be rescued is by <see cref="Rescue"/>.
    /// </summary>
    public TakenFile? LookAtFile() => _file.Look();

    /// <summary>
    /// Copies the whole log from the files that are still open to a new file in its directory, and takes the write-ahead log from
    /// beside what has come in the database's place: SQLite would apply it there.
    /// </summary>
    /// <returns>The new file.</returns>
    public string Rescue()
    {
        string rescued = FrameLogFiles.Rescued(_directory);
        using (Database copy = Database.OpenWritable(rescued))
        {
            copy.Execute("PRAGMA synchronous = FULL");
            copy.CopyFrom(_database, pagesAtATime: 1024, static _ => { });
            copy.Execute("PRAGMA journal_mode = DELETE");
        }

        string wal = FrameLogFiles.WriteAheadLog(_directory);
        if (File.Exists(wal))
        {
            File.Move(wal, Path.ChangeExtension(rescued, ".wal-before"), overwrite: true);
        }

        return rescued;
    }

    /// <summary>Drops the oldest frames, not beyond an id and no more than a slice; within a transaction.</summary>
    /// <returns>How many.</returns>
    public long Expire(long lastId)
    {
        if (_segments.OpenFirstId <= lastId)
        {
            throw new FrameLogException("The open segment of the log is never dropped.");
        }

        long frames = _expired.Drop(lastId, out long upTo, out long bytes);
        _segments.Remove(upTo, frames, bytes);
        return frames;
    }

    /// <summary>Moves a frame that the disk has changed to quarantine; within a transaction.</summary>
    /// <returns>False if it is whole after all, is gone, or is the newest one, whose place must not be given out again.</returns>
    public bool QuarantineDamaged(in DamagedFrame frame, long nowUtcMs)
    {
        if (frame.Id == _frames.LastId || !_frames.IsDamaged(frame.Id))
        {
            return false;
        }

        DamagedFrames.Move(_database, frame, nowUtcMs);
        _quarantine.Forget();
        return true;
    }

    /// <summary>
    /// Gives free pages back to the disk, some at a time, when there are more than the next segments will take: after the limits
    /// have been lowered. Else they are written over.
    /// </summary>
    public void ShrinkIfWorthwhile()
    {
        long free = _database.QueryInt64("PRAGMA freelist_count") * _database.QueryInt64("PRAGMA page_size");
        if (free > 2 * _options.SegmentBytes)
        {
            _database.Execute("PRAGMA incremental_vacuum(1024)");
        }
    }

    /// <summary>
    /// After a failed write or fsync: what the disk holds is not known, and closing must not write as if it were.
    /// </summary>
    public void LeaveAsItIs() => _database.CloseWithoutCheckpoint();

    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _streams.Dispose();
        _frames.Dispose();
        _schemas.Dispose();
        _refusals.Dispose();
        _quarantine.Dispose();
        _segments.Dispose();
        _expired.Dispose();
        _database.Dispose();
    }

    private CommittedItem Take(in LogItem item, CommittedBatch batch) => item.Kind switch
    {
        ItemKind.Frame => Take(item.Frame, batch),
        ItemKind.Schema => Take(item.Schema),
        ItemKind.Task => Take(item.Task!),
        _ => Take(item.Refusal),
    };

    private CommittedItem Take(in FrameAppend frame, CommittedBatch batch)
    {
        StreamProgress? stream = _streams.Take(frame.StreamId, frame.Board, frame.ReceivedUtcMs, out RefusalReason reason);
        if (stream is null)
        {
            return Refuse(frame, reason, 0);
        }

        if (stream.Board != frame.Board)
        {
            return Refuse(frame, RefusalReason.NotOwner, 0);
        }

        if (stream.HoleCount >= _options.MaxHolesPerStream && stream.Accounted.IsApart(frame.Sequence))
        {
            return Refuse(frame, RefusalReason.TooManyHoles, 0);
        }

        // What lies below the mark and is not in the log was reported lost. Derivation may have gone past it, and must find the
        // same frames whenever it begins again.
        bool isPassed = frame.Sequence <= stream.Contiguous;
        Outcome outcome = isPassed ? _frames.Compare(frame, out long id) : _frames.Insert(frame, out id);
        batch.Touch(stream);
        if (outcome == Outcome.Refused)
        {
            return Refuse(frame, id != 0 ? RefusalReason.Conflict : ReasonOfAbsence(frame), id);
        }

        if (outcome == Outcome.Stored)
        {
            stream.Accounted.Add(frame.Sequence, frame.Sequence);
            _segments.Add(id, frame.ReceivedUtcMs, frame.Bytes.Length);
            if (frame.GapFirst != 0)
            {
                stream.Accounted.Add(frame.GapFirst, frame.GapLast);
            }
        }

        return Describe(frame, outcome, default, id);
    }

    private CommittedItem Take(in SchemaArrival schema)
    {
        Outcome outcome = _schemas.Insert(schema, out RefusalReason reason);
        if (outcome == Outcome.Refused)
        {
            Quarantine(new RefusedMessage(reason, schema.Board, schema.Topic, schema.Document, schema.ReceivedUtcMs, null));
        }

        return new CommittedItem(ItemKind.Schema, outcome, reason, schema.Board, 0, 0, 0, schema.Document.Length, schema.Token);
    }

    private CommittedItem Take(LogTask task)
    {
        task.Do(this);
        return new CommittedItem(ItemKind.Task, Outcome.Stored, default, "", 0, 0, 0, 0, task);
    }

    private RefusalReason ReasonOfAbsence(in FrameAppend frame) =>
        frame.Sequence > 0 && frame.Sequence <= _expired.ExpiredTo(frame.StreamId)
        ? RefusalReason.Expired
        : RefusalReason.ToldLost;

    private CommittedItem Take(in RefusedMessage refusal)
    {
        Quarantine(refusal);
        return new CommittedItem(
            ItemKind.Refusal, Outcome.Refused, refusal.Reason, refusal.Board, 0, 0, 0, refusal.Bytes.Length, refusal.Token);
    }

    private CommittedItem Refuse(in FrameAppend frame, RefusalReason reason, long id)
    {
        Quarantine(new RefusedMessage(reason, frame.Board, frame.Topic, frame.Bytes, frame.ReceivedUtcMs, null));
        return Describe(frame, Outcome.Refused, reason, id);
    }

    private static CommittedItem Describe(in FrameAppend frame, Outcome outcome, RefusalReason reason, long id) =>
        new(ItemKind.Frame, outcome, reason, frame.Board, frame.StreamId, frame.Sequence, id, frame.Bytes.Length, frame.Token);

    private void Quarantine(in RefusedMessage message)
    {
        // An old capture that is replayed must not drive out of quarantine what a person should see.
        if (message.Reason != RefusalReason.Expired)
        {
            _quarantine.Insert(message);
        }

        _refusals.Count(RefusalNames.Of(message.Reason), message.Board);
    }

    private void Undo(CommittedBatch batch)
    {
        batch.Clear();
        _database.RollbackIfOpen();
        _streams.Forget();
        _frames.Forget();
        _refusals.Forget();
        _quarantine.Forget();
        _segments.Forget();
    }
}
