using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Security.Cryptography;
using System.Threading;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Files.Sqlite;

/// <summary>
/// One SQLite file of a data directory: opened in one way, with its layout's version checked. Threads that share it take turns by
/// its <see cref="Gate"/>; other processes may have the same file open.
/// </summary>
public sealed class StoreFile : IDisposable
{
    private readonly SqliteConnection _connection;
    private SqliteFileWatch? _watch;

    private StoreFile(SqliteConnection connection, string path)
    {
        _connection = connection;
        Path = path;
    }

    public string Path { get; }

    /// <summary>Held by the thread that uses the file, where there are several.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Opens a file, or makes an empty one, and brings it to the layout.</summary>
    /// <exception cref="InvalidDataException">A newer EdgeLogger has written the file.</exception>
    public static StoreFile Open(string path, StoreLayout layout)
    {
        StoreFile file = Connect(path);
        try
        {
            long version = file.Scalar("PRAGMA user_version");
            if (layout.IsRecreated && version != 0 && version != layout.Version)
            {
                file.Dispose();
                Delete(path);
                file = Connect(path);
            }
            else if (version > layout.Version)
            {
                throw new InvalidDataException($"{path} was written by a newer EdgeLogger (version {version}; this one knows "
                    + $"{layout.Version}). Install that one{layout.OtherWayOut}.");
            }

            file.Execute($"PRAGMA page_size={layout.PageBytes}; PRAGMA journal_mode=WAL; "
                + $"PRAGMA synchronous={(layout.CommitsReachDisk ? "FULL" : "NORMAL")}; "
                + $"{layout.Tables} PRAGMA user_version={layout.Version};");
            file.Mark();
            file._watch = new SqliteFileWatch(file._connection.Handle!, path, isOnlyWriter: false);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file as it is.</summary>
    public static StoreFile Connect(string path)
    {
        PrivateFile.Make(path);
        SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return new StoreFile(connection, path);
    }

    /// <summary>What another program did to the file since it was opened; null if nothing. From any thread.</summary>
    public TakenFile? Look() => _watch?.Look();

    /// <summary>
    /// Copies what is in the open file beside its path, after another program has taken it away: NAME-rescued-N.db.
    /// </summary>
    /// <returns>The copy.</returns>
    /// <exception cref="SqliteException">It cannot be read or written.</exception>
    public string Rescue()
    {
        string copy = FreeName.Beside(Path, "rescued");
        lock (Gate)
        {
            using StoreFile other = Connect(copy);
            CopyTo(other);
            other.Execute("PRAGMA journal_mode = DELETE");
        }

        return copy;
    }

    /// <summary>Makes another file the same as this one is at one moment.</summary>
    public void CopyTo(StoreFile other) => _connection.BackupDatabase(other._connection);

    /// <summary>
    /// Begins a transaction that has the right to write at once, so that what it reads is not changed by another process.
    /// </summary>
    public SqliteTransaction Begin() => _connection.BeginTransaction();

    /// <summary>Begins a transaction that reads what is there at its first statement, whatever another process writes.</summary>
    public SqliteTransaction BeginReading() => _connection.BeginTransaction(deferred: true);

    /// <summary>Runs statements; returns the number of rows changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using SqliteCommand command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>The first column of the first row, a number.</summary>
    public long Scalar(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using SqliteCommand command = Command(sql, parameters);
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>All rows.</summary>
    public List<T> ReadAll<T>(
        Func<SqliteDataReader, T> toEntry, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using SqliteCommand command = Command(sql, parameters);
        using SqliteDataReader row = command.ExecuteReader();
        List<T> entries = [];
        while (row.Read())
        {
            entries.Add(toEntry(row));
        }

        return entries;
    }

    /// <summary>A command; null is stored as NULL.</summary>
    public SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object? value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    public void Dispose() => _connection.Dispose();

    // A number of its own, which another file of the same kind that is copied over it does not have.
    private void Mark()
    {
        if (Scalar("PRAGMA application_id") == 0)
        {
            Execute(string.Create(CultureInfo.InvariantCulture,
                $"PRAGMA application_id={RandomNumberGenerator.GetInt32(1, int.MaxValue)}; PRAGMA wal_checkpoint(PASSIVE);"));
        }
    }

    private static void Delete(string path)
    {
        foreach (string suffix in (string[])["", "-wal", "-shm"])
        {
            File.Delete(path + suffix);
        }
    }
}
