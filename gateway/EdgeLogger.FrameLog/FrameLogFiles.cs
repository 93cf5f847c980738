using System.IO;

namespace EdgeLogger.FrameLog;

/// <summary>Names of the files in a frame log's directory.</summary>
internal static class FrameLogFiles
{
    public static string Database(string directory) => Path.Combine(directory, "frames.db");

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
