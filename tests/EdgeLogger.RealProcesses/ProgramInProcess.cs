using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Bench.Commands;
using EdgeLogger.Gateway.Commands;
using EdgeLogger.Harness;

namespace EdgeLogger.RealProcesses;

/// <summary>The program in this process.</summary>
public static class ProgramInProcess
{
    /// <summary>
    /// Runs a command line to its end in this process: the same code from the arguments to the exit code, without the second of
    /// processor time that a start costs. Only its console is the test's own. Results asked for on standard output (-) go there
    /// as bytes and past the console: such a command line gets a process of its own.
    /// </summary>
    public static async Task<ProgramResult> RunAsync(CancellationToken cancellationToken, params IEnumerable<string> arguments)
    {
        string[] words = [.. arguments];
        if (words.Contains("-"))
        {
            return await EdgeLoggerProgram.RunAsync(cancellationToken, words);
        }

        using ConsoleCapture console = new();
        static Task<int> BenchAsync(string[] typed) =>
            Program.RunAsync(BenchCommandTree.Create(), typed, Console.Out, Console.Error);
        int exitCode = await Task.Run(
            () => Program.RunAsync(CommandTree.Create(), words, Console.Out, Console.Error, BenchAsync), cancellationToken)
            .WaitAsync(cancellationToken);
        return new ProgramResult(exitCode, console.Output, console.Errors);
    }
}
