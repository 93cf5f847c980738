using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using EdgeLogger.Gateway.Hosting;

namespace EdgeLogger.Gateway.Commands.Bench;

/// <summary>The bench: a second program, installed beside this one or not at all.</summary>
internal static partial class BenchProgram
{
    /// <summary>Its file.</summary>
    public const string FileName = "edgelogger-bench.dll";

    /// <summary>Runs it in place of this program: input, output, terminal and signals are its own from then on.</summary>
    /// <param name="folder">Where it should be.</param>
    /// <param name="arguments">What follows `edgelogger`.</param>
    /// <returns>Its exit code; where one program can take another's place in a process, it does not return.</returns>
    /// <exception cref="UserErrorException">It is not installed.</exception>
    /// <exception cref="Win32Exception">It could not be started.</exception>
    public static async Task<int> RunAsync(string folder, IReadOnlyList<string> arguments)
    {
        string program = Path.Combine(folder, FileName);
        if (!File.Exists(program))
        {
            string command = arguments[0] == "board" ? "board virtual" : arguments[0];
            throw new UserErrorException(
                $"`edgelogger {command}` is part of the bench, which is not installed: there is no {program}. "
                + "Install the bench (edgelogger-bench) into the same folder; in a checkout, ./edgelogger builds it.");
        }

        string[] words = [program, .. arguments];
        return OperatingSystem.IsWindows() ? await WaitAsync(words).ConfigureAwait(false) : Become(words);
    }

    // The process stays, so that anyone who watches it or sends it a signal reaches the bench.
    private static int Become(string[] words)
    {
        string host = DotnetHost.Path();
        Execute(host, [host, .. words, null]);
        throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    private static async Task<int> WaitAsync(string[] words)
    {
        // Ctrl+C reaches both; the bench ends in its own time, and this after it.
        Console.CancelKeyPress += (_, pressed) => pressed.Cancel = true;
        using Process process = Process.Start(DotnetHost.Path(), words);
        await process.WaitForExitAsync().ConfigureAwait(false);
        return process.ExitCode;
    }

    [LibraryImport("libc", EntryPoint = "execvp", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Execute(string file, string?[] arguments);
}
