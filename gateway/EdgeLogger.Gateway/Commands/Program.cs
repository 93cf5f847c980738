using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Threading.Tasks;
using EdgeLogger.Gateway.Commands.Bench;
using EdgeLogger.Gateway.Commands.Reading;

namespace EdgeLogger.Gateway.Commands;

/// <summary>The command line.</summary>
public static class Program
{
    public static Task<int> Main(string[] args) => RunAsync(CommandTree.Create(), args, Console.Out, Console.Error);

    /// <summary>Runs a command line. Nothing starts before all of it is found right.</summary>
    /// <param name="commands">The commands there are.</param>
    /// <param name="args">What was typed.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="errors">Where complaints go.</param>
    /// <param name="bench">Runs a command line that is the bench's; without it, the program that is installed beside this one
    /// does.</param>
    internal static async Task<int> RunAsync(
        Command commands, string[] args, TextWriter output, TextWriter errors, Func<string[], Task<int>>? bench = null)
    {
        try
        {
            ParseResult parsed = commands.Parse(args, Given.Parsing);
            if (parsed.CommandResult.Command is ForwardedCommand)
            {
                return await (bench is null ? BenchProgram.RunAsync(AppContext.BaseDirectory, args) : bench(args));
            }

            IReadOnlyList<string> complaints = Complaint.About(parsed);
            if (complaints.Count == 0)
            {
                return await parsed.InvokeAsync(new InvocationConfiguration
                {
                    Output = output,
                    Error = errors,
                    EnableDefaultExceptionHandler = false,
                    // After Ctrl+C or a service manager's SIGTERM: time to store what is known.
                    ProcessTerminationTimeout = TimeSpan.FromSeconds(20),
                });
            }

            if (Complaint.IsUnfinished(parsed))
            {
                await commands.Parse([.. args, "--help"], Given.Parsing)
                    .InvokeAsync(new InvocationConfiguration { Output = output, Error = errors });
                return Failure.UserCode;
            }

            await errors.WriteLineAsync($"edgelogger: {string.Join(' ', complaints)}");
            return Failure.UserCode;
        }
#pragma warning disable CA1031 // The outermost handler: whatever it is, a person reads a sentence.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return Failure.Report(error, errors);
        }
    }
}
