using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Bench.Commands;
using EdgeLogger.Gateway;
using EdgeLogger.Gateway.Commands;

namespace EdgeLogger.RealProcesses;

/// <summary>The program, in a process of its own as a user starts it, or in this one.</summary>
public static class EdgeLoggerProgram
{
    /// <summary>How to start it with these arguments; output is redirected.</summary>
    public static ProcessStartInfo Start(params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "edgelogger.dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    /// <summary>
    /// Runs a command line to its end in this process: the same code from the arguments to the exit code, without the second of
    /// processor time that a start costs. Only its console is the test's own. Results asked for on standard output (-) go there as bytes
    /// and past the console: such a command line gets a process of its own.
    /// </summary>
    public static async Task<ProgramResult> RunHereAsync(CancellationToken cancellationToken, params IEnumerable<string> arguments)
    {
        string[] words = [.. arguments];
        if (words.Contains("-"))
        {
            return await RunAsync(cancellationToken, words);
        }

        using ConsoleCapture console = new();
        static Task<int> BenchAsync(string[] typed) => Program.RunAsync(BenchCommandTree.Create(), typed, Console.Out, Console.Error);
        int exitCode = await Task.Run(
            () => Program.RunAsync(CommandTree.Create(), words, Console.Out, Console.Error, BenchAsync), cancellationToken)
            .WaitAsync(cancellationToken);
        return new ProgramResult(exitCode, console.Output, console.Errors);
    }

    /// <summary>Runs it to its end in a process of its own.</summary>
    public static async Task<ProgramResult> RunAsync(CancellationToken cancellationToken, params IEnumerable<string> arguments)
    {
        using Process process = Process.Start(Start(arguments))!;
        process.StandardInput.Close();
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new ProgramResult(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}

/// <summary>What a run left.</summary>
public sealed record ProgramResult(int ExitCode, string Output, string Errors);
