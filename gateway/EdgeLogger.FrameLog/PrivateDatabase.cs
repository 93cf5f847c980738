using System;
using System.IO;

namespace EdgeLogger.FrameLog;

/// <summary>Database files that only their owner may read.</summary>
public static class PrivateDatabase
{
    /// <summary>Makes an empty file, which SQLite takes for a new database, where there is none. What SQLite puts beside it has the same rights.</summary>
    public static void Make(string path)
    {
        if (OperatingSystem.IsWindows() || File.Exists(path))
        {
            return;
        }

        FileStreamOptions options = new()
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        try
        {
            new FileStream(path, options).Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // SQLite will not be able to either, and says so.
        }
    }
}
