using System;
using System.IO;
using System.Linq;
using EdgeLogger.Cells;
using EdgeLogger.Files.Sqlite;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>
/// Looks, before a gateway opens its book of cells, whether the book is whole: nothing can derive it, and an empty one must not
/// take the place of one that was lost.
/// </summary>
internal static class CellsGuard
{
    /// <summary>The book's file.</summary>
    public const string FileName = CellBook.FileName;

    /// <summary>Refuses a book that is damaged, or that was taken away while a gateway ran.</summary>
    /// <param name="directory">The data directory; it need not be there.</param>
    /// <exception cref="UserErrorException">It is; the message says what to do.</exception>
    public static void RefuseLost(string directory)
    {
        string path = Path.Combine(directory, FileName);
        if (FaultOf(path) is { } fault)
        {
            throw new UserErrorException($"{path} is damaged ({fault}). Its cells, tests and notes cannot be derived. Move it, "
                + $"{FileName}-wal and {FileName}-shm away, and put {FileName} of a backup there; without one, the gateway "
                + "begins an empty book.");
        }

        if (Directory.Exists(directory) && RescuedFiles.In(directory).LastOrDefault(IsOfBook) is { } rescued)
        {
            throw new UserErrorException($"{Path.Combine(directory, rescued)} is there: {RescuedFiles.Words(rescued)}");
        }

        if (Directory.Exists(directory) && !File.Exists(path)
            && DamagedFile.QuarantinedIn(directory).LastOrDefault(IsOfBook) is { } quarantined)
        {
            throw new UserErrorException($"{path} is gone. {StoreGuard.Words(quarantined)} Without a backup, the gateway begins "
                + $"an empty book once {quarantined} is deleted.");
        }
    }

    /// <summary>What is wrong with the book's file; null if nothing is, or it is not there.</summary>
    public static string? FaultOf(string path) => new FileInfo(path) switch
    {
        { Exists: false } => null,
        { Length: 0 } => "it is empty",
        _ => DamagedFile.FaultOf(path, whole: false) ?? (HasTables(path) ? null : "it has no tables"),
    };

    private static bool IsOfBook(string name) =>
        name.StartsWith(Path.GetFileNameWithoutExtension(FileName) + "-", StringComparison.Ordinal);

    private static bool HasTables(string path)
    {
        using StoreFile file = StoreFile.Connect(path);
        return file.Scalar("SELECT COUNT(*) FROM sqlite_schema") > 0;
    }
}
