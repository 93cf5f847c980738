using System;
using System.Globalization;
using System.IO;
using EdgeLogger.FrameLog.Sqlite;
using SQLitePCL;

namespace EdgeLogger.FrameLog.Tables;

/// <summary>The tables of a frame log, and the check that a file is one this program may write to.</summary>
internal static class FrameLogSchema
{
    /// <summary>Raised with every change that an older program would not understand.</summary>
    public const int Version = 2;

    // "ELFL" in SQLite's own header field for the kind of file.
    private const int ApplicationId = 0x454C464C;

    private const string Tables = """
        CREATE TABLE meta (schema_version INTEGER NOT NULL, log_id TEXT NOT NULL);
        CREATE TABLE stream (
            stream_id INTEGER PRIMARY KEY, board TEXT NOT NULL, first_seen_utc_ms INTEGER NOT NULL, contiguous INTEGER NOT NULL,
            expired_to INTEGER NOT NULL DEFAULT 0);
        CREATE TABLE frame (
            id INTEGER PRIMARY KEY, stream INTEGER NOT NULL, seq INTEGER NOT NULL, received_utc_ms INTEGER NOT NULL,
            bytes BLOB NOT NULL, UNIQUE (stream, seq));
        CREATE TABLE gap (
            stream INTEGER NOT NULL, told_by INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
            PRIMARY KEY (stream, told_by)) WITHOUT ROWID;
        CREATE TABLE schema (
            board TEXT NOT NULL, hash INTEGER NOT NULL, received_utc_ms INTEGER NOT NULL, document BLOB NOT NULL,
            PRIMARY KEY (board, hash));
        CREATE TABLE quarantine (
            id INTEGER PRIMARY KEY, reason TEXT NOT NULL, board TEXT NOT NULL, topic TEXT NOT NULL,
            received_utc_ms INTEGER NOT NULL, length INTEGER NOT NULL, bytes BLOB NOT NULL);
        CREATE TABLE refusal (
            reason TEXT NOT NULL, board TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (reason, board)) WITHOUT ROWID;
        """;

    private const string SegmentTable = """
        CREATE TABLE segment (
            first_id INTEGER PRIMARY KEY, last_id INTEGER NOT NULL, frames INTEGER NOT NULL, bytes INTEGER NOT NULL,
            first_utc_ms INTEGER NOT NULL, last_utc_ms INTEGER NOT NULL);
        """;

    /// <summary>Refuses, without having written a byte, a file that is not a frame log or a newer one. No file is fine.</summary>
    /// <returns>Whether the tables are there.</returns>
    public static bool Check(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            using Database database = Database.OpenReadOnly(path);
            return Check(database, path);
        }
        catch (SqliteFault fault) when (fault.PrimaryCode == raw.SQLITE_NOTADB)
        {
            throw new FrameLogException($"{path} is not a frame log: it is not a SQLite file. Restore it from a backup; or move "
                + $"it away to begin a new log, or name another directory.", fault);
        }
    }

    /// <summary>Makes the tables, all or none.</summary>
    public static void Create(Database database)
    {
        string logId = Guid.NewGuid().ToString("N");
        database.Execute(string.Create(CultureInfo.InvariantCulture, $"""
            BEGIN IMMEDIATE;
            PRAGMA application_id = {ApplicationId};
            {Tables}
            {SegmentTable}
            INSERT INTO meta VALUES ({Version}, '{logId}');
            COMMIT;
            """));
    }

    /// <summary>Version of the tables in a log.</summary>
    public static long VersionOf(Database database) => database.QueryInt64("SELECT schema_version FROM meta");

    /// <summary>
    /// Brings a log of an older version up to this one, all or nothing. Version 1 had no segments: it becomes a single one.
    /// </summary>
    public static void Upgrade(Database database)
    {
        if (VersionOf(database) == 1)
        {
            database.Execute($"BEGIN IMMEDIATE; ALTER TABLE stream ADD COLUMN expired_to INTEGER NOT NULL "
                + $"DEFAULT 0; {SegmentTable} "
                + $"UPDATE meta SET schema_version = {Version}; COMMIT;");
        }
    }

    private static bool Check(Database database, string path)
    {
        if (database.QueryInt64("SELECT COUNT(*) FROM sqlite_schema") == 0)
        {
            return false;
        }

        if (database.QueryInt64("PRAGMA application_id") != ApplicationId)
        {
            throw new FrameLogException(
                $"{path} is not a frame log: another program made it. Move it away, or name another directory.");
        }

        long version = VersionOf(database);
        if (version > Version)
        {
            throw new FrameLogException(string.Create(CultureInfo.InvariantCulture,
                $"{path} was written by a newer EdgeLogger (log version {version}; this one knows {Version}). It is left as it "
                + $"is. Install the newer EdgeLogger."));
        }

        return true;
    }
}
