using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeLogger.Files;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Gateway.Backup;

/// <summary>
/// Copies everything of a data directory but the frame log and the broker's folder: SQLite files as they are at one moment, also
/// while a gateway writes them, and read back; other files as they are.
/// </summary>
internal static class StoreCopies
{
    // SQLite's own files beside a store, the owner's mark, and what a rebuild or an earlier backup has left.
    private static readonly string[] Left = ["-wal", "-shm", "-journal", ".lock", ".pid", ".tmp", ".unfinished"];

    /// <summary>Copies the stores.</summary>
    /// <param name="directory">The data directory.</param>
    /// <param name="into">The copy.</param>
    /// <returns>Their names.</returns>
    /// <exception cref="IOException">One cannot be read, or its copy is not whole.</exception>
    public static IReadOnlyList<string> Copy(string directory, string into)
    {
        List<string> names = [];
        foreach (string path in Directory.EnumerateFiles(directory).Order(StringComparer.Ordinal).Where(IsKept))
        {
            string name = Path.GetFileName(path);
            CopyOne(path, Path.Combine(into, name));
            names.Add(name);
        }

        foreach (string path in Directory.EnumerateDirectories(directory).Order(StringComparer.Ordinal).Where(IsKept))
        {
            string name = Path.GetFileName(path);
            PrivateFile.MakeFolder(Path.Combine(into, name));
            names.AddRange(Copy(path, Path.Combine(into, name)).Select(inner => $"{name}/{inner}"));
        }

        return names;
    }

    private static bool IsKept(string path)
    {
        string name = Path.GetFileName(path);
        return name is not ("frames.db" or "broker")
            && !Array.Exists(Left, suffix => name.EndsWith(suffix, StringComparison.Ordinal));
    }

    private static void CopyOne(string from, string to)
    {
        if (Path.GetExtension(from) == ".db")
        {
            CopyDatabase(from, to);
        }
        else
        {
            File.Copy(from, to, overwrite: true);
        }
    }

    private static void CopyDatabase(string from, string to)
    {
        try
        {
            // A second try after the log has moved on begins from nothing.
            File.Delete(to);
            using SqliteConnection source = Open(from);
            using SqliteConnection copy = Open(to);
            source.BackupDatabase(copy);
            using SqliteCommand check = copy.CreateCommand();
            check.CommandText = "PRAGMA quick_check(1)";
            if (check.ExecuteScalar() is not "ok")
            {
                throw new IOException($"The copy of {from} is not whole. Check the target's disk, and {from} "
                    + "with `edgelogger doctor`.");
            }

            // One file, whole without its neighbours.
            using SqliteCommand single = copy.CreateCommand();
            single.CommandText = "PRAGMA journal_mode = DELETE";
            single.ExecuteNonQuery();
        }
        catch (SqliteException error)
        {
            throw new IOException($"{from} cannot be copied: {error.Message}", error);
        }
    }

    private static SqliteConnection Open(string path)
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
