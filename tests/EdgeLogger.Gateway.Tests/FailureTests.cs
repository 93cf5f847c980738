using System;
using System.IO;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Gateway.Tests;

/// <summary>Exceptions that reach the outermost handler.</summary>
public sealed class FailureTests
{
    public static TheoryData<Exception, int, string> Failures => new()
    {
        { new UserErrorException("There is no cell."), 2, "edgelogger: There is no cell.\n" },
        { new OperationCanceledException(), 130, "edgelogger: stopped before it was done.\n" },
        { new IOException("No space left on device : '/srv/x'"), 2, "edgelogger: No space left on device : '/srv/x'.\n" },
        { new UnauthorizedAccessException("Access to the path '/root/x' is denied."), 2, "edgelogger: Access to the "
            + "path '/root/x' is denied.\n" },
        { new SocketException((int)SocketError.AddressAlreadyInUse), 2, "edgelogger: A port is in use by another program. Stop "
            + "that program, or choose another port.\n" },
        { new SqliteException("disk I/O error", 10), 2, "`edgelogger doctor` looks.\n" },
        { new ArgumentException("The value cannot be empty. (Parameter 'path')"), 1, "went wrong: The value cannot be "
            + "empty. Set EDGELOGGER_TRACE=1" },
        { new InvalidCastException("Unable to cast object of type 'System.String'."), 1, "went wrong: the program is at "
            + "fault. Set EDGELOGGER_TRACE=1" },
        { new TaskCanceledExceptionOfALimit(), 1, "Something unexpected went wrong" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_failure_is_one_sentence_and_an_exit_code(Exception error, int code, string expected)
    {
        using StringWriter output = new() { NewLine = "\n" };

        Assert.Equal(code, Failure.Report(error, output));

        Assert.Contains(expected, output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("System.", output.ToString(), StringComparison.Ordinal);
        Assert.Single(output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>How HttpClient says that its time is up: nobody has stopped anything.</summary>
    private sealed class TaskCanceledExceptionOfALimit()
        : OperationCanceledException("The request was canceled.", new TimeoutException());
}
