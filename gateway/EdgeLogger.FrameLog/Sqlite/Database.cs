using System;
using EdgeLogger.Files;
using EdgeLogger.Files.Sqlite;
using SQLitePCL;

namespace EdgeLogger.FrameLog.Sqlite;

/// <summary>One SQLite connection, used by one thread at a time.</summary>
internal sealed class Database : IDisposable
{
    private readonly sqlite3 _handle;
    private readonly string _path;

    static Database() => Batteries_V2.Init();

    private Database(sqlite3 handle, string path)
    {
        _handle = handle;
        _path = path;
    }

    /// <summary>Opens the file to read and write, and creates it if it is not there.</summary>
    public static Database OpenWritable(string path)
    {
        PrivateFile.Make(path);
        return Open(path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
    }

    /// <summary>Opens an existing file to read only.</summary>
    public static Database OpenReadOnly(string path) => Open(path, raw.SQLITE_OPEN_READONLY);

    /// <summary>Id of the row inserted last.</summary>
    public long LastInsertRowId => raw.sqlite3_last_insert_rowid(_handle);

    /// <summary>Rows changed by the statement run last.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    public Statement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out sqlite3_stmt statement));
        return new Statement(this, statement);
    }

    /// <summary>Runs statements that give no rows, or whose rows do not matter.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    /// <summary>The first column of the first row; 0 where there is none.</summary>
    public long QueryInt64(string sql)
    {
        using Statement statement = Prepare(sql);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    /// <summary>Ends a transaction that failed. SQLite may have ended it by itself.</summary>
    public void RollbackIfOpen()
    {
        if (raw.sqlite3_get_autocommit(_handle) == 0)
        {
            _ = raw.sqlite3_exec(_handle, "ROLLBACK");
        }
    }

    /// <summary>Moves what it can from the write-ahead log to the main file, without waiting for readers.</summary>
    public void Checkpoint() =>
        Check(raw.sqlite3_wal_checkpoint_v2(_handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _));

    /// <summary>Looks at the file of this connection, whose only writer it is.</summary>
    public SqliteFileWatch Watch() => new(_handle, _path, isOnlyWriter: true, QueryInt64("PRAGMA journal_size_limit"));

    /// <summary>Has closing leave the files as they are: no checkpoint, and no further fsync.</summary>
    public void CloseWithoutCheckpoint() =>
        Check(raw.sqlite3_db_config(_handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _));

    /// <summary>Makes this database the same as another, some pages at a time.</summary>
    public void CopyFrom(Database source, int pagesAtATime, Action<double> progress)
    {
        using sqlite3_backup backup = raw.sqlite3_backup_init(_handle, "main", source._handle, "main");
        if (backup is null || backup.IsInvalid)
        {
            throw Fault(raw.sqlite3_errcode(_handle));
        }

        int resultCode = raw.SQLITE_OK;
        while (resultCode == raw.SQLITE_OK)
        {
            resultCode = raw.sqlite3_backup_step(backup, pagesAtATime);
            int pages = Math.Max(1, raw.sqlite3_backup_pagecount(backup));
            progress(1 - ((double)raw.sqlite3_backup_remaining(backup) / pages));
        }

        if (resultCode != raw.SQLITE_DONE)
        {
            throw Fault(resultCode);
        }
    }

    public void Check(int resultCode)
    {
        if (resultCode != raw.SQLITE_OK)
        {
            throw Fault(resultCode);
        }
    }

    public SqliteFault Fault(int resultCode)
    {
        SqliteFault fault = new(
            resultCode, $"{_path}: SQLite answers \"{raw.sqlite3_errmsg(_handle).utf8_to_string()}\" (code {resultCode}).");
        LogDamage.Note(_path, fault);
        return fault;
    }

    public void Dispose() => raw.sqlite3_close_v2(_handle);

    private static Database Open(string path, int flags)
    {
        int resultCode = raw.sqlite3_open_v2(path, out sqlite3 handle, flags | raw.SQLITE_OPEN_FULLMUTEX, null);
        Database database = new(handle, path);
        try
        {
            database.Check(resultCode);
            database.Check(raw.sqlite3_extended_result_codes(handle, 1));
            database.Check(raw.sqlite3_busy_timeout(handle, BusyTimeoutMs));
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    // Readers never block the writer in WAL mode; this covers recovery after a crash and a person with the sqlite3 shell.
    private const int BusyTimeoutMs = 5000;
}
