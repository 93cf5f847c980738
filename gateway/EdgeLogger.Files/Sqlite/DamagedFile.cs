using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Files.Sqlite;

/// <summary>
/// Files of a data directory that the disk, or somebody, has damaged: found, and quarantined under a name that says so.
/// </summary>
public static class DamagedFile
{
    // Up to here reading the whole file costs a start no time worth speaking of; larger ones are read whole by the doctor.
    private const long ReadWholeBytes = 64 << 20;

    private const string Word = "damaged";

    private static readonly string[] Beside = ["-wal", "-shm"];

    /// <summary>What is wrong with a file, in SQLite's words; null if nothing is, or it is not there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="whole">Read all of it, however long that takes.</param>
    public static string? FaultOf(string path, bool whole)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using StoreFile file = StoreFile.Connect(path);
            file.Scalar("SELECT COUNT(*) FROM sqlite_schema");
            string found = whole || new FileInfo(path).Length <= ReadWholeBytes
                ? file.ReadAll(row => row.GetString(0), "PRAGMA quick_check(1)")[0]
                : "ok";
            return found == "ok" ? null : found;
        }
        catch (SqliteException error) when (error.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            return error.Message;
        }
    }

    /// <summary>Renames a file, if it is damaged, to NAME-damaged-N.db beside itself. Nobody may have it open.</summary>
    /// <returns>Its new path; null if it is whole.</returns>
    public static string? Quarantine(string path)
    {
        if (FaultOf(path, whole: false) is null)
        {
            return null;
        }

        return Move(path);
    }

    /// <summary>Renames a file to NAME-damaged-N beside itself, with what SQLite has beside it.</summary>
    /// <returns>Its new path.</returns>
    public static string Move(string path)
    {
        string quarantined = FreeName.Beside(path, Word);
        foreach (string suffix in Beside.Prepend(""))
        {
            if (File.Exists(path + suffix))
            {
                File.Move(path + suffix, quarantined + suffix);
            }
        }

        return quarantined;
    }

    /// <summary>Names of files of a directory that have been quarantined, and not been deleted since.</summary>
    public static IReadOnlyList<string> QuarantinedIn(string directory) =>
        [.. Directory.EnumerateFiles(directory, $"*-{Word}-*").Where(path => !Beside.Any(path.EndsWith))
            .Select(path => Path.GetFileName(path)).Order(System.StringComparer.Ordinal)];
}
