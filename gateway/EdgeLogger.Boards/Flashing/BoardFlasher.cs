using System;
using System.Collections.Generic;
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
    private const string Updating = "Updating to ";

    private readonly FlashOptions _options;
    private readonly Nanoff _nanoff;

    /// <exception cref="BoardException">nanoff or the image is missing; the message says what to do.</exception>
    public BoardFlasher(FlashOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _nanoff = Nanoff.Find(options.Nanoff);
        if (options.Image is { } image && !File.Exists(image))
        {
            throw new BoardException($"There is no image {Path.GetFullPath(image)}. It is EdgeLogger.Device.bin, which the "
                + "device build makes: firmware/EdgeLogger.Device/README.md.");
        }
    }

    /// <summary>Flashes one board.</summary>
    /// <param name="port">Its port.</param>
    /// <param name="progress">Receives what is going on, a line at a time.</param>
    /// <param name="cancellationToken">Ends nanoff.</param>
    /// <exception cref="BoardException">
    /// The port cannot be opened, the program does not run on this chip, nanoff fails, or the interpreter that it has put there
    /// does not fit the program. The message says what to do.
    /// </exception>
    public async Task FlashAsync(string port, Action<string> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        SerialPorts.Check(port);
        string target = _options.Target ?? await AskAsync(port, progress, cancellationToken).ConfigureAwait(false);
        progress($"interpreter for {target}{(_options.Image is { } file ? $", program {Path.GetFileName(file)}" : "")}");

        // Both in one call: each one needs the chip in its boot loader, which on some boards means a button that is held.
        List<string> arguments = ["--update", "--target", target, "--serialport", port];
        arguments.AddRange(_options.InterpreterVersion is { } version ? ["--fwversion", version] : []);
        arguments.AddRange(_options.Erase ? ["--masserase"] : []);
        arguments.AddRange(_options.Image is { } image ? ["--deploy", "--image", Path.GetFullPath(image)] : []);
        IReadOnlyList<string> said = await _nanoff.RunAsync(port, arguments, progress, cancellationToken).ConfigureAwait(false);
        progress(CheckInterpreter(said));
    }

    private async Task<string> AskAsync(string port, Action<string> progress, CancellationToken cancellationToken)
    {
        progress("which chip is it?");
        IReadOnlyList<string> said = await _nanoff.RunAsync(
            port, ["--platform", "esp32", "--serialport", port, "--devicedetails"], _ => { }, cancellationToken)
            .ConfigureAwait(false);
        ChipDetails chip = ChipDetails.Read(said) ?? throw new BoardException(
            $"nanoff does not say which chip is at {port}: {string.Join(" / ", said.TakeLast(3))}. Name it with --target.");
        progress(chip.ToString());
        return InterpreterTarget.For(chip);
    }

    // Without this the board would stand there, flashed, and not start the program.
    private static string CheckInterpreter(IReadOnlyList<string> said)
    {
        string? line = said.LastOrDefault(one => one.StartsWith(Updating, StringComparison.Ordinal));
        if (line is null || !Version.TryParse(line[Updating.Length..].Trim(), out Version? version))
        {
            return "done; nanoff does not say which version of the interpreter";
        }

        if (version.Major != InterpreterVersion.Major || version.Minor < InterpreterVersion.Minor)
        {
            throw new BoardException($"The interpreter on the board is now {version}, and the program needs "
                + $"{InterpreterVersion.Major}.{InterpreterVersion.Minor}. Flash it again with --interpreter and such a version; "
                + "`nanoff --listtargets --platform esp32` lists them.");
        }

        return version.Minor == InterpreterVersion.Minor
            ? $"done, with interpreter {version}"
            : $"done, with interpreter {version}, which is newer than {InterpreterVersion.Major}.{InterpreterVersion.Minor}: if "
                + "the board does not answer, flash it again with --interpreter and such a version";
    }
}
