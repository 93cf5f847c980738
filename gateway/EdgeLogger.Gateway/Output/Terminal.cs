using System;
using System.IO;
using Spectre.Console;

namespace EdgeLogger.Gateway.Output;

/// <summary>
/// Where tables, bars and colours go. A file or a pipe gets plain text, a terminal colours too unless NO_COLOR is set.
/// </summary>
internal static class Terminal
{
    /// <summary>Standard output.</summary>
    public static IAnsiConsole Output { get; } = Create(Console.Out, Console.IsOutputRedirected);

    /// <summary>
    /// Standard error, for one display: a console shows one at a time, and commands may run beside each other in one process.
    /// </summary>
    public static IAnsiConsole Errors => Create(Console.Error, Console.IsErrorRedirected);

    private static IAnsiConsole Create(TextWriter writer, bool isRedirected)
    {
        bool hasColours = !isRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
#pragma warning disable RS0030 // The one place where consoles are made.
        return AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = hasColours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
            Out = new AnsiConsoleOutput(writer),
        });
#pragma warning restore RS0030
    }
}
