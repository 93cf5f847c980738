using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>Copies of stores that a running gateway made when another program took the stores away: NAME-rescued-N.db.</summary>
internal static class RescuedFiles
{
    private const string Word = "-rescued-";

    /// <summary>Their names.</summary>
    public static IEnumerable<string> In(string directory) =>
        Directory.EnumerateFiles(directory, $"*{Word}*.db").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    /// <summary>What it means that a copy is there, and what to do.</summary>
    public static string Words(string name)
    {
        string store = name[..name.IndexOf(Word, StringComparison.Ordinal)] + ".db";
        return $"{store} was removed or replaced while a gateway ran. All that the gateway knew is in {name}: stop the gateway, "
            + $"delete {store}-wal and {store}-shm if they are there, rename {name} to {store}, and start again; or move {name} "
            + "away to go on with what is there now.";
    }
}
