using System;

namespace EdgeLogger.FrameLog.Sqlite;

/// <summary>
/// Where any reader of this process reports a part of a log that cannot be read, so that it is known beyond that one reading.
/// </summary>
public static class LogDamage
{
    /// <summary>Raised, on the reader's thread, with the file's path and what SQLite says: return soon.</summary>
    public static event Action<string, string>? Met;

    internal static void Note(string path, SqliteFault fault)
    {
        if (fault.IsDamage)
        {
            Met?.Invoke(path, fault.Message);
        }
    }
}
