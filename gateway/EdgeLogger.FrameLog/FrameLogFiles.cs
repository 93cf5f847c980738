using System.Globalization;
using System.IO;

namespace EdgeLogger.FrameLog;

/// <summary>Names of the files in a frame log's directory.</summary>
internal static class FrameLogFiles
{
    public static string Database(string directory) => Path.Combine(directory, "frames.db");

    /// <summary>SQLite's write-ahead log, what was committed and not yet copied into the database.</summary>
    public static string WriteAheadLog(string directory) => Database(directory) + "-wal";

    /// <summary>
    /// Where a log is copied whose file somebody took away while it was written; a number follows where there is one already.
    /// </summary>
    public static string Rescued(string directory)
    {
        string path = Path.Combine(directory, "frames.rescued.db");
        for (int number = 2; File.Exists(path); number++)
        {
            path = Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"frames.rescued-{number}.db"));
        }

        return path;
    }

    public static string Lock(string directory) => Path.Combine(directory, "frames.lock");

    /// <summary>Beside the lock, because a locked file cannot be read everywhere.</summary>
    public static string HolderPid(string directory) => Path.Combine(directory, "frames.pid");

    public static void RequireDirectory(string directory)
    {
        if (!Directory.Exists(directory))
        {
            throw new FrameLogException($"The data directory {directory} does not exist. Create it, or name another one.");
        }
    }
}
