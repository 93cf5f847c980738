using System;
using System.IO;

namespace EdgeLogger.Gateway.Backup;

/// <summary>Where a folder is, with links followed.</summary>
internal static class FolderPlace
{
    /// <summary>Whether a path, which need not be there yet, is in a folder.</summary>
    public static bool IsWithin(string folder, string path)
    {
        string wanted = Real(folder);
        for (string? at = Path.GetFullPath(path); at is not null; at = Path.GetDirectoryName(at))
        {
            if (string.Equals(Real(at), wanted, OperatingSystem.IsWindows()
                ? StringComparison.OrdinalIgnoreCase
                : StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static string Real(string folder)
    {
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return Directory.Exists(path) && Directory.ResolveLinkTarget(path, returnFinalTarget: true) is { } target
            ? target.FullName
            : path;
    }
}
