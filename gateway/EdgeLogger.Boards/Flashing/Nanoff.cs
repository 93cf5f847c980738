using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Boards.Flashing;

/// <summary>The program nanoff, nanoFramework's tool for flashing, which a user installs.</summary>
internal sealed class Nanoff
{
    private const string Tool = "nanoff";

    private readonly string _program;

    private Nanoff(string program) => _program = program;

    /// <summary>Looks for it.</summary>
    /// <param name="given">Where it is; null: on the path, or where `dotnet tool install -g` puts it.</param>
    /// <exception cref="BoardException">It is not there.</exception>
    public static Nanoff Find(string? given)
    {
        if (given is not null)
        {
            return new Nanoff(File.Exists(given)
                ? Path.GetFullPath(given)
                : throw new BoardException($"There is no program {given}."));
        }

        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        IEnumerable<string> folders = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append(Path.Combine(home, ".dotnet", "tools"));
        string name = OperatingSystem.IsWindows() ? Tool + ".exe" : Tool;
        return new Nanoff(folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new BoardException("nanoff is not on this machine. Install it once with: dotnet tool install -g nanoff"));
    }

    /// <summary>Runs it.</summary>
    /// <param name="port">The board's port, for messages.</param>
    /// <param name="arguments">What it is asked to do.</param>
    /// <param name="progress">Receives each line that it prints.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The lines.</returns>
    /// <exception cref="BoardException">It failed; the message holds its last words.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(
        string port, IReadOnlyList<string> arguments, Action<string> progress, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new(_program, arguments)
        { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        using Process process = new() { StartInfo = start };
        List<string> said = [];
        List<string> errors = [];
        void Hear(string? line, List<string>? also)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                return;
            }

            lock (said)
            {
                said.Add(line.Trim());
                also?.Add(line.Trim());
            }

            progress(line.Trim());
        }

        process.OutputDataReceived += (_, line) => Hear(line.Data, null);
        process.ErrorDataReceived += (_, line) => Hear(line.Data, errors);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        // The two pipes are read beside each other: its errors need not be the last lines that came.
        string lastWords = string.Join(" / ", (errors.Count > 0 ? errors : said).TakeLast(3));
        return process.ExitCode == 0 ? said : throw new BoardException(
            $"nanoff failed at {port} with code {process.ExitCode}: {lastWords}. Hold the board's "
            + "BOOT button while it starts if it is not found, and try again.");
    }
}
