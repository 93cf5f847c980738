using System;
using System.IO;

namespace EdgeLogger.Files;

/// <summary>A file that is whole under its name or not there: it is written beside it, put on disk, and renamed.</summary>
public static class AtomicFile
{
    /// <summary>Has a file written.</summary>
    /// <param name="path">Its name; a file of that name is replaced at the end.</param>
    /// <param name="write">Writes the file of the name it is given.</param>
    /// <exception cref="IOException">The file cannot be written; nothing is left under either name.</exception>
    public static void Write(string path, Action<string> write)
    {
        string unfinished = path + ".part";
        try
        {
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
}
