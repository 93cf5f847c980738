using System;
using SQLitePCL;

namespace EdgeLogger.FrameLog.Sqlite;

/// <summary>
/// A prepared statement, bound and run again and again without allocating. Parameters count from 1, columns from 0.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly Database _database;
    private readonly sqlite3_stmt _handle;

    public Statement(Database database, sqlite3_stmt handle)
    {
        _database = database;
        _handle = handle;
    }

    public Statement Bind(int parameter, long value)
    {
        _database.Check(raw.sqlite3_bind_int64(_handle, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, string value)
    {
        _database.Check(raw.sqlite3_bind_text(_handle, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        // An empty span has no address and would be stored as NULL.
        _database.Check(value.IsEmpty
            ? raw.sqlite3_bind_zeroblob(_handle, parameter, 0)
            : raw.sqlite3_bind_blob(_handle, parameter, value));
        return this;
    }

    /// <summary>Goes to the next row; false, and ready to be bound again, when there is none.</summary>
    public bool Step()
    {
        int resultCode = raw.sqlite3_step(_handle);
        if (resultCode == raw.SQLITE_ROW)
        {
            return true;
        }

        SqliteFault? fault = resultCode == raw.SQLITE_DONE ? null : _database.Fault(resultCode);
        Reset();
        return fault is null ? false : throw fault;
    }

    /// <summary>Runs a statement that gives no rows.</summary>
    public void Run()
    {
        while (Step())
        {
        }
    }

    /// <summary>Ends the reading of rows before the last one.</summary>
    public void Reset() => _ = raw.sqlite3_reset(_handle);

    public long Int64(int column) => raw.sqlite3_column_int64(_handle, column);

    public string Text(int column) => raw.sqlite3_column_text(_handle, column).utf8_to_string();

    /// <summary>The column's bytes; valid until the next step.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(_handle, column);

    public void Dispose() => raw.sqlite3_finalize(_handle);
}
