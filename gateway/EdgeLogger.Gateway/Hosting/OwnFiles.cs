using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Enumeration;
using System.Linq;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>The gateway's own files in a data directory, which are nobody else's to read.</summary>
internal static class OwnFiles
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private static readonly string[] Names =
    [
        "frames.*", "derived*.db*", "traces*.db*", "alerts*.db*", "sinks*.db*", "access.*", "audit.log*", "audit-damaged-*.log",
        "cells.db*", "cells.jsonl*", "calibrations*.jsonl", "states*.jsonl*",
    ];

    // What people put there: it keeps its mode, and the folder is the gateway's all the same.
    private static readonly string[] Known = ["alerts.yaml", DataDirectory.SettingsFile, "lost+found"];

    // A link may lead to what is somebody else's.
    private static readonly EnumerationOptions Whole = new()
    { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
    private static readonly EnumerationOptions Top = new() { AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>
    /// Takes from group and others all rights to what an earlier version left open to them. The directory itself is closed if
    /// nothing but a gateway's files is in it.
    /// </summary>
    /// <returns>How many files and folders were open.</returns>
    public static int Close(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            return 0;
        }

        string broker = DataDirectory.Broker(directory);
        IEnumerable<string> own = Directory.EnumerateFiles(directory, "*", Top).Where(file => Is(file, Names));
        if (Directory.Exists(broker))
        {
            own = own.Append(broker).Concat(Directory.EnumerateFileSystemEntries(broker, "*", Whole));
        }

        if (Directory.EnumerateFileSystemEntries(directory).All(entry => entry == broker || Is(entry, Names) || Is(entry, Known)))
        {
            own = own.Append(directory);
        }

        return own.ToList().Count(IsClosedNow);
    }

    /// <summary>Takes from group and others all rights to a folder of our own and to everything in it.</summary>
    public static void CloseAll(string directory)
    {
        foreach (string path in Directory.EnumerateFileSystemEntries(directory, "*", Whole).Append(directory))
        {
            IsClosedNow(path);
        }
    }

    private static bool Is(string path, string[] names) =>
        Array.Exists(names, name => FileSystemName.MatchesSimpleExpression(name, Path.GetFileName(path), ignoreCase: false));

    private static bool IsClosedNow(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        try
        {
            UnixFileMode mode = File.GetUnixFileMode(path);
            if ((mode & Others) == 0)
            {
                return false;
            }

            File.SetUnixFileMode(path, mode & ~Others);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Another user's, or gone meanwhile.
            return false;
        }
    }
}
