using System;
using System.IO;

namespace EdgeLogger.FrameLog;

/// <summary>Files that only their owner may read.</summary>
public static class OwnerOnlyFile
{
    /// <summary>Makes an empty file where there is none. SQLite takes it for a new database, and gives what it puts beside it the same rights.</summary>
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
            // Who opens it next will not be able to either, and says so.
        }
    }
}
