using System;
using System.IO;
using System.Net.Sockets;
using System.Security.Cryptography;
using EdgeLogger.FrameLog;
using EdgeLogger.Records.Rows;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Gateway;

/// <summary>
/// How a command ends that could not do what it was asked: a sentence and an exit code, never a stack trace unless asked for.
/// </summary>
internal static class Failure
{
    /// <summary>Variable that, set to 1, has the stack trace printed too.</summary>
    public const string TraceVariable = "EDGELOGGER_TRACE";

    /// <summary>Exit code of something that nobody thought of.</summary>
    public const int UnexpectedCode = 1;

    /// <summary>Exit code of what the user can put right: arguments, files, ports.</summary>
    public const int UserCode = 2;

    // What a shell gives for a program that Ctrl+C ended.
    private const int StoppedCode = 130;

    /// <summary>Says what has happened.</summary>
    /// <returns>The exit code.</returns>
    public static int Report(Exception error, TextWriter output)
    {
        (string sentence, int code) = Of(error);
        output.WriteLine($"edgelogger: {sentence}");
        if (Environment.GetEnvironmentVariable(TraceVariable) == "1")
        {
            output.WriteLine(error);
        }

        return code;
    }

    private static (string Sentence, int Code) Of(Exception error) => error switch
    {
        UserErrorException => (error.Message, UserCode),
        OperationCanceledException { InnerException: not TimeoutException } => ("stopped before it was done.", StoppedCode),
        SocketException socket => (OfSocket(socket), UserCode),
        SqliteException sqlite => ($"A database file cannot be used: {Plain(sqlite)} Is it whole, and may this user write it? "
            + "`edgelogger doctor` looks.", UserCode),
        // A full disk, a folder that is gone, no rights: their texts name the file.
        IOException or UnauthorizedAccessException or InvalidDataException or CryptographicException or FrameLogException
            or RecordFormatException =>
            (Plain(error), UserCode),
        _ => ($"Something unexpected went wrong: {Plain(error)} Set {TraceVariable}=1 and run it again to "
            + "see where, and report it.", UnexpectedCode),
    };

    private static string OfSocket(SocketException error) => error.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => "A port is in use by another program. Stop that program, or choose another port.",
        SocketError.AccessDenied => "This user may not listen on that port. Choose one above 1023.",
        SocketError.AddressNotAvailable =>
            "This machine does not have the address that was given. Choose one of its own, or 0.0.0.0.",
        _ => $"The network refused: {Plain(error)}",
    };

    /// <summary>The first line, without what only a programmer reads.</summary>
    private static string Plain(Exception error)
    {
        string line = error.Message.Split('\n')[0].Split(" (Parameter")[0].Trim();
        bool isForProgrammers = line.Length == 0 || line.Contains("System.", StringComparison.Ordinal)
            || line.Contains("Exception", StringComparison.Ordinal);
        return isForProgrammers ? "the program is at fault."
            : line[^1] is '.' or '!' or '?' ? line
            : line + ".";
    }
}
