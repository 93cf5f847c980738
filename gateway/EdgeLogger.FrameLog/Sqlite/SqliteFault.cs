using System;
using SQLitePCL;

namespace EdgeLogger.FrameLog.Sqlite;

/// <summary>An answer of SQLite that is neither a row nor done.</summary>
internal sealed class SqliteFault : Exception
{
    public SqliteFault(int resultCode, string message)
        : base(message) => ResultCode = resultCode;

    /// <summary>SQLite's extended result code.</summary>
    public int ResultCode { get; }

    /// <summary>SQLite's primary result code: the lowest byte.</summary>
    public int PrimaryCode => ResultCode & 0xFF;

    /// <summary>No room on the disk. Growing the shared index (no durable data) is reported as an I/O error of its own.</summary>
    public bool IsDiskFull => PrimaryCode == raw.SQLITE_FULL || ResultCode == raw.SQLITE_IOERR_SHMSIZE;

    /// <summary>Another process holds SQLite's write lock.</summary>
    public bool IsBusy => PrimaryCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;

    /// <summary>What is in the file cannot be read: it is garbage, or the disk does not give it.</summary>
    public bool IsDamage => PrimaryCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB || ResultCode == raw.SQLITE_IOERR_READ;
}
