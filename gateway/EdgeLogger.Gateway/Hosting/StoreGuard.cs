using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Files.Sqlite;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>Looks, before a gateway opens its files, whether it can begin with them.</summary>
internal static class StoreGuard
{
    /// <summary>Moves a file out of the way if it is damaged; the gateway makes it anew.</summary>
    public static void SetDamagedAside(string directory, string name) => DamagedFile.SetAside(Path.Combine(directory, name));

    /// <summary>What has been set aside, in words.</summary>
    public static IEnumerable<string> Problems(string directory) => DamagedFile.SetAsideIn(directory).Select(Words);

    /// <summary>What it means that a file has been set aside, and what to do.</summary>
    public static string Words(string name) => name.StartsWith(Path.GetFileNameWithoutExtension(AlertBook.FileName), StringComparison.Ordinal)
        ? $"The book of alerts was damaged and is set aside as {name}. Its alerts, acknowledgements and silences are LOST to the new book: set silences again, restore {AlertBook.FileName} from a backup if you have one, check the disk, and delete {name}."
        : $"A derived file was damaged and is set aside as {name}; it is derived anew from the log. Check the disk, and delete {name}.";

    /// <summary>Refuses to begin a log beside the results of another one, or beside the copy that a gateway made when its log was taken away.</summary>
    /// <exception cref="UserErrorException">The log is gone, and its results or its copy are there.</exception>
    public static void RefuseLostLog(string directory)
    {
        if (Directory.Exists(directory) && Directory.EnumerateFiles(directory, "frames.rescued*.db").Order(StringComparer.Ordinal).LastOrDefault() is { } rescued)
        {
            throw new UserErrorException($"{rescued} is there: a gateway copied its log to it when another program took frames.db away. Boards have deleted frames that only this copy may have. Delete frames.db-wal and frames.db-shm and rename the copy to frames.db; or move it out of {directory} to go on with what is there now.");
        }

        string log = Path.Combine(directory, "frames.db");
        string results = Path.Combine(directory, DerivedStore.FileName);
        if (new FileInfo(log) is { Exists: true, Length: > 0 } || !File.Exists(results) || DamagedFile.FaultOf(results, whole: false) is not null)
        {
            return;
        }

        using StoreFile file = StoreFile.Connect(results);
        if (file.Scalar("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'cell'") > 0 && file.Scalar("SELECT COUNT(*) FROM cell") > 0)
        {
            throw new UserErrorException($"{log} is gone or empty, and the results derived from it are there ({DerivedStore.FileName}). Restore it from a backup; or, to begin a new log, move {DerivedStore.FileName} and what else is in {directory} away.");
        }
    }
}
