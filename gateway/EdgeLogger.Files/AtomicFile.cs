using System;
using System.IO;

namespace EdgeLogger.Files;

/// <summary>A file that is whole under its name or not there: it is written beside it, put on disk, and renamed.</summary>
public static class AtomicFile
{
    /// <summary>The file that is written under a name: a link stays one, and what it leads to is written.</summary>
    public static string Target(string path) =>
        new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    /// <summary>Has a file written.</summary>
    /// <param name="path">Its name; what is there of that name is replaced at the end, and who may read and write it stays the
    /// same.</param>
    /// <param name="write">Writes the file of the name it is given.</param>
    /// <exception cref="IOException">The file cannot be written; nothing is left under either name.</exception>
    public static void Write(string path, Action<string> write)
    {
        path = Target(path);
        string unfinished = path + ".part";
        try
        {
            MakeAs(path, unfinished);
            write(unfinished);
            using (FileStream file = new(unfinished, FileMode.Open, FileAccess.ReadWrite))
            {
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    // Before a byte is in it: who may not read the old file must not read the new one while it is being written.
    private static void MakeAs(string path, string unfinished)
    {
        // Left by a writer that was killed; or a link that somebody else put there, to have another file written.
        File.Delete(unfinished);
        if (OperatingSystem.IsWindows() || !File.Exists(path))
        {
            return;
        }

        UnixFileMode mode = File.GetUnixFileMode(path);
        using FileStream file = new(
            unfinished, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode });
        File.SetUnixFileMode(file.SafeFileHandle, mode);
    }
}
