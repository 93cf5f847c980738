using System;
using EdgeLogger.FrameLog.Sqlite;
using EdgeLogger.FrameLog.Tables;

namespace EdgeLogger.FrameLog;

/// <summary>Puts one batch into the database, all or nothing. Used by the writer's thread only.</summary>
internal sealed class LogStore : IDisposable
{
    private readonly Database _database;
    private readonly FrameLogOptions _options;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly StreamTable _streams;
    private readonly FrameTable _frames;
    private readonly SchemaTable _schemas;
    private readonly RefusalTable _refusals;
    private readonly QuarantineTable _quarantine;

    private LogStore(Database database, FrameLogOptions options)
    {
        _database = database;
        _options = options;
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
        _streams = new StreamTable(database, options);
        _frames = new FrameTable(database);
        _schemas = new SchemaTable(database, options);
        _refusals = new RefusalTable(database, options);
        _quarantine = new QuarantineTable(database, options);
    }

    public long LastId => _frames.LastId;

    public static LogStore Open(string directory, FrameLogOptions options)
    {
        string path = FrameLogFiles.Database(directory);
        bool hasTables = FrameLogSchema.Check(path);
        Database database = Database.OpenWritable(path);
        try
        {
            // FULL: every commit waits for the disk. Checkpoints are ours to make, so that their errors are seen.
            database.Execute("""
                PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;
                PRAGMA cache_size = -16384; PRAGMA journal_size_limit = 67108864; PRAGMA temp_store = MEMORY;
                """);
            if (!hasTables)
            {
                FrameLogSchema.Create(database);
            }

            return new LogStore(database, options);
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

    public void Checkpoint() => _database.Checkpoint();

    /// <summary>After a failed write or fsync: what the disk holds is not known, and closing must not write as if it were.</summary>
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
        _database.Dispose();
    }

    private CommittedItem Take(in LogItem item, CommittedBatch batch) => item.Kind switch
    {
        ItemKind.Frame => Take(item.Frame, batch),
        ItemKind.Schema => Take(item.Schema),
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

        // What lies below the mark and is not in the log was told lost. Derivation may have gone past it, and must find the same
        // frames whenever it begins anew.
        bool isPassed = frame.Sequence <= stream.Contiguous;
        Outcome outcome = isPassed ? _frames.Compare(frame, out long id) : _frames.Insert(frame, out id);
        batch.Touch(stream);
        if (outcome == Outcome.Refused)
        {
            return Refuse(frame, id == 0 ? RefusalReason.ToldLost : RefusalReason.Conflict, id);
        }

        if (outcome == Outcome.Stored)
        {
            stream.Accounted.Add(frame.Sequence, frame.Sequence);
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
            SetAside(new RefusedMessage(reason, schema.Board, schema.Topic, schema.Document, schema.ReceivedUtcMs, null));
        }

        return new CommittedItem(ItemKind.Schema, outcome, reason, schema.Board, 0, 0, 0, schema.Document.Length, schema.Token);
    }

    private CommittedItem Take(in RefusedMessage refusal)
    {
        SetAside(refusal);
        return new CommittedItem(
            ItemKind.Refusal, Outcome.Refused, refusal.Reason, refusal.Board, 0, 0, 0, refusal.Bytes.Length, refusal.Token);
    }

    private CommittedItem Refuse(in FrameAppend frame, RefusalReason reason, long id)
    {
        SetAside(new RefusedMessage(reason, frame.Board, frame.Topic, frame.Bytes, frame.ReceivedUtcMs, null));
        return Describe(frame, Outcome.Refused, reason, id);
    }

    private static CommittedItem Describe(in FrameAppend frame, Outcome outcome, RefusalReason reason, long id) =>
        new(ItemKind.Frame, outcome, reason, frame.Board, frame.StreamId, frame.Sequence, id, frame.Bytes.Length, frame.Token);

    private void SetAside(in RefusedMessage message)
    {
        _quarantine.Insert(message);
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
    }
}
