using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Files.Sqlite;
using EdgeLogger.Sinks.Store;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>Looks, before a gateway opens its files, whether it can begin with them.</summary>
internal static class StoreGuard
{
    // Books of lines that nothing is derived from: a damaged one is quarantined, and the gateway begins a new one.
    private static readonly string[] LineBooks = ["audit.log", "calibrations.jsonl", "states.jsonl"];

    /// <summary>Moves a SQLite file out of the way if it is damaged; the gateway makes a new one.</summary>
    /// <param name="directory">The data directory.</param>
    /// <param name="name">The file.</param>
    /// <param name="hasFrames">The log has frames: then an empty file has lost what was in it.</param>
    public static void QuarantineDamaged(string directory, string name, bool hasFrames)
    {
        string path = Path.Combine(directory, name);
        if (hasFrames && new FileInfo(path) is { Exists: true, Length: 0 })
        {
            DamagedFile.Move(path);
        }
        else
        {
            DamagedFile.Quarantine(path);
        }
    }

    /// <summary>Moves books of lines out of the way that are empty, or in whose first line nothing can be read.</summary>
    public static void QuarantineDamagedLines(string directory)
    {
        foreach (string path in LineBooks.Select(name => Path.Combine(directory, name))
            .Where(path => File.Exists(path) && !IsBookOfLines(path)))
        {
            DamagedFile.Move(path);
        }
    }

    /// <summary>What has been quarantined or rescued, in words, until somebody moves it away.</summary>
    public static IEnumerable<string> Problems(string directory) =>
        DamagedFile.QuarantinedIn(directory).Select(Words).Concat(RescuedFiles.In(directory).Select(RescuedFiles.Words));

    /// <summary>What it means that a file has been quarantined, and what to do.</summary>
    public static string Words(string name)
    {
        string end = $"Check the disk, and delete {name}.";
        bool Is(string file) => name.StartsWith(Path.GetFileNameWithoutExtension(file) + "-", StringComparison.Ordinal);
        return Is(AlertBook.FileName)
            ? $"The book of alerts was damaged and is quarantined as {name}. Its alerts, acknowledgements and silences are LOST "
            + $"to the new book: set silences again, restore {AlertBook.FileName} from a backup if you have one. {end}"
            : Is(SinkStore.FileName) ? $"The book of the sinks was damaged and is quarantined as {name}. Everything is written "
            + $"to the servers again, which changes nothing there; points that a server refused are LOST. {end}"
            : Is("states.jsonl") ? $"The order of the boards' states was damaged and is quarantined as {name}. Until each board "
            + $"has sent its next state, one that somebody recorded earlier is taken for new. {end}"
            : Is(CellsGuard.FileName) ? $"The book of cells was overwritten by another program, and is quarantined as {name}. "
            + $"Its cells, tests and notes cannot be derived: restore {CellsGuard.FileName} from a backup. {end}"
            : LineBooks.Any(Is) ? $"A book was damaged and is quarantined as {name}: what was in it is LOST to the new one. "
            + $"Restore it from a backup if you have one. {end}"
            : $"A derived file was damaged and is quarantined as {name}; it is derived again from the log. {end}";
    }

    /// <summary>
    /// Refuses to begin a log beside the results of another one, or beside the copy that a gateway made when its log was taken
    /// away.
    /// </summary>
    /// <exception cref="UserErrorException">The log is gone, and its results or its copy are there.</exception>
    public static void RefuseLostLog(string directory)
    {
        if (Directory.Exists(directory) && Directory.EnumerateFiles(directory, "frames.rescued*.db").Order(StringComparer.Ordinal)
            .LastOrDefault() is { } rescued)
        {
            throw new UserErrorException(
                $"{rescued} is there: a gateway copied its log to it when another program took frames.db away. Boards have "
                + "deleted frames that only this copy may have. Delete frames.db-wal and frames.db-shm and rename the copy to "
                + $"frames.db; or move it out of {directory} to go on with what is there now.");
        }

        string log = Path.Combine(directory, "frames.db");
        string results = Path.Combine(directory, DerivedStore.FileName);
        if (new FileInfo(log) is { Exists: true, Length: > 0 } || !File.Exists(results)
            || DamagedFile.FaultOf(results, whole: false) is not null)
        {
            return;
        }

        using StoreFile file = StoreFile.Connect(results);
        if (file.Scalar("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'cell'") > 0
            && file.Scalar("SELECT COUNT(*) FROM cell") > 0)
        {
            throw new UserErrorException(
                $"{log} is gone or empty, and the results derived from it are there ({DerivedStore.FileName}). Restore it from "
                + $"a backup; or, to begin a new log, move {DerivedStore.FileName} and what else is in {directory} away.");
        }
    }

    // A later line may have been cut by a loss of power: readers pass over it.
    private static bool IsBookOfLines(string path)
    {
        using StreamReader reader = new(path);
        char[] begin = new char[1 << 16];
        string line = new string(begin, 0, reader.ReadBlock(begin)).Split('\n')[0];
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
