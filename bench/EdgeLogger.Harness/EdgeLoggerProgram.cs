using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Gateway.Hosting;

namespace EdgeLogger.Harness;

/// <summary>The program that lies beside the one that runs, in a process of its own as a user starts it.</summary>
public static class EdgeLoggerProgram
{
    /// <summary>How to start it with these arguments; input and output are redirected.</summary>
    public static ProcessStartInfo Start(params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(DotnetHost.Path())
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

    /// <summary>Runs it to its end.</summary>
    public static Task<ProgramResult> RunAsync(CancellationToken cancellationToken, params IEnumerable<string> arguments) =>
        RunAsync(Start(arguments), cancellationToken);

    /// <summary>Runs a program to its end, with nothing to read; it is ended when this is cancelled.</summary>
    /// <param name="start">How to start it; input and output are redirected.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ProgramResult> RunAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        using Process process = Process.Start(start)!;
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
