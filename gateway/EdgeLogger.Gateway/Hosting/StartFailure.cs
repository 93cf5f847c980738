using System;
using System.IO;
using System.Security.Cryptography;
using EdgeLogger.FrameLog;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>Why a gateway cannot start, as people read it.</summary>
internal static class StartFailure
{
    private const int SqliteFull = 13;

    // ENOSPC, and what Windows says for it.
    private static readonly int[] NoSpace = [28, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>What happened, where, and what to do; null: nobody foresaw it.</summary>
    /// <param name="error">What a part has thrown.</param>
    /// <param name="directory">The data directory.</param>
    public static string? Words(Exception error, string directory)
    {
        string path = Path.GetFullPath(directory);
        return IsDiskFull(error) ? $"The disk of the data directory {path} is full: the gateway cannot start on it. Make room "
            + "there, or name another folder with --data."
            : IsForbidden(error, path)
            ? $"{Environment.UserName} may not use the data directory {path} ({error.Message.TrimEnd('.')}). Give that user the "
            + "right to read and write there, or name another folder with --data."
            : error is FrameLogException or IOException or UnauthorizedAccessException or InvalidDataException
            or InvalidOperationException or CryptographicException ? error.Message
            : null;
    }

    private static bool IsDiskFull(Exception? error) => error is not null
        && ((error is IOException && Array.IndexOf(NoSpace, error.HResult) >= 0)
            || error is SqliteException { SqliteErrorCode: SqliteFull } || IsDiskFull(error.InnerException));

    private static bool IsForbidden(Exception error, string path) =>
        error is UnauthorizedAccessException && error.Message.Contains(path, StringComparison.Ordinal);
}
