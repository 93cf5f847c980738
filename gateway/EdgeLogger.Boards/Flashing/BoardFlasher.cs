using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Boards.Serial;

namespace EdgeLogger.Boards.Flashing;

/// <summary>
/// Puts the interpreter and the board's program on boards, by nanoFramework's own tool nanoff: docs/guides/first-board.md. First
/// everything that can be missing is looked for, so that no board is left half done.
/// </summary>
public sealed class BoardFlasher
{
    private const string Tool = "nanoff";

    private readonly FlashOptions _options;
    private readonly string _nanoff;

    /// <exception cref="BoardException">nanoff or the image is missing; the message says what to do.</exception>
    public BoardFlasher(FlashOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _nanoff = Find(options.Nanoff);
        if (options.Image is { } image && !File.Exists(image))
        {
            throw new BoardException($"There is no image {Path.GetFullPath(image)}. It is made by the device build: "
                + "firmware/EdgeLogger.Firmware, see docs/guides/first-board.md.");
        }
    }

    /// <summary>Flashes one board.</summary>
    /// <param name="port">Its port.</param>
    /// <param name="progress">Receives what is going on, a line at a time.</param>
    /// <param name="cancellationToken">Ends nanoff.</param>
    /// <exception cref="BoardException">The port cannot be opened, or nanoff fails; the message holds its last words.</exception>
    public async Task FlashAsync(string port, Action<string> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        SerialPorts.Check(port);
        List<string> update = ["--update", "--target", _options.Target, "--serialport", port];
        if (_options.Erase)
        {
            update.Add("--masserase");
        }

        progress($"interpreter for {_options.Target}");
        await RunAsync(port, update, progress, cancellationToken).ConfigureAwait(false);
        if (_options.Image is { } image)
        {
            progress($"program {Path.GetFileName(image)}");
            await RunAsync(
                port, ["--target", _options.Target, "--serialport", port, "--deploy", "--image", Path.GetFullPath(image)],
                progress, cancellationToken)
                .ConfigureAwait(false);
        }

        progress("done");
    }

    private static string Find(string? given)
    {
        if (given is not null)
        {
            return File.Exists(given) ? Path.GetFullPath(given) : throw new BoardException($"There is no program {given}.");
        }

        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        IEnumerable<string> folders = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append(Path.Combine(home, ".dotnet", "tools"));
        string name = OperatingSystem.IsWindows() ? Tool + ".exe" : Tool;
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new BoardException("nanoff is not on this machine. Install it once with: dotnet tool install -g nanoff");
    }

    private async Task RunAsync(
        string port, IReadOnlyList<string> arguments, Action<string> progress, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new(_nanoff)
        { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = new() { StartInfo = start };
        Queue<string> lastWords = new();
        void Hear(string? line)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                return;
            }

            lock (lastWords)
            {
                lastWords.Enqueue(line.Trim());
                while (lastWords.Count > 3)
                {
                    lastWords.Dequeue();
                }
            }

            progress(line.Trim());
        }

        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
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

        if (process.ExitCode != 0)
        {
            throw new BoardException(
                $"nanoff failed at {port} with code {process.ExitCode}: {string.Join(" / ", lastWords)}. Hold the board's BOOT "
                + "button while it starts if it is not found, and try again.");
        }
    }
}
