using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EdgeLogger.Testing;

namespace EdgeLogger.FrameLog.Tests;

/// <summary>Runs <see cref="AppendingChild"/> and takes down what it acknowledges.</summary>
internal static class ChildProcess
{
    /// <summary>Runs it until it ends, or until it has reported so many lines and is killed.</summary>
    /// <returns>Its exit code, and what it wrote to standard error.</returns>
    public static async Task<(int ExitCode, string Errors)> RunAsync(
        string directory, int seed, CommitStep? endAt, int commits, int lines, AcknowledgedFrames acknowledged,
        params string[] under)
    {
        string[] command =
        [
            .. under, .. Self(), AppendingChild.Command, directory, seed.ToString(CultureInfo.InvariantCulture),
            endAt?.ToString() ?? "-", commits.ToString(CultureInfo.InvariantCulture),
        ];
        ProcessStartInfo start = new(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process child = Process.Start(start)!;
        Task<string> errors = child.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await ReadAndKillAsync(child, lines).InTime();
        await child.WaitForExitAsync(TestContext.Current.CancellationToken).InTime();
        // What comes after the last line's end was never a whole acknowledgement.
        foreach (string line in output[..(output.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            acknowledged.Read(line);
        }

        return (child.ExitCode, await errors);
    }

    private static IEnumerable<string> Self()
    {
        string program = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(program) == "dotnet"
            ? [program, typeof(ChildProcess).Assembly.Location]
            : [program];
    }

    private static async Task<string> ReadAndKillAsync(Process child, int lines)
    {
        StringBuilder output = new();
        char[] buffer = new char[256];
        int read;
        while ((read = await child.StandardOutput.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0)
        {
            output.Append(buffer, 0, read);
            lines -= buffer.Take(read).Count(c => c == '\n');
            if (lines <= 0 && !child.HasExited)
            {
                child.Kill();
            }
        }

        return output.ToString();
    }
}
