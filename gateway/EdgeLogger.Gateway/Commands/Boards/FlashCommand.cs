using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Boards;
using EdgeLogger.Boards.Flashing;
using EdgeLogger.Boards.Serial;
using EdgeLogger.Gateway.Commands.Reading;

namespace EdgeLogger.Gateway.Commands.Boards;

/// <summary>edgelogger board flash: interpreter and program onto bare boards.</summary>
internal static class FlashCommand
{
    public static Command Create()
    {
        Option<string[]> port = new("--port")
        { HelpName = "PORT", Description = "The board's serial port, as /dev/ttyUSB0 or COM3. May be given several times." };
        Option<bool> all = new("--all") { Description = "All boards at USB serial ports of this machine, at once." };
        Option<string?> target = new("--target")
        {
            HelpName = "NAME",
            Description = "nanoFramework's name of the board, as ESP32_S3_QUAD or ESP32_REV3. Without it the chip is asked.",
        };
        Option<string?> interpreter = TextOption.Checked(
            new Option<string?>("--interpreter")
            {
                HelpName = "VERSION",
                Description = "The version of nanoFramework's interpreter, as 1.17.0.640. Without it nanoff's newest.",
            },
            text => Version.TryParse(text, out Version? version) && version.Revision >= 0
                ? null : ("is not a version of the interpreter", "all four numbers, as 1.17.0.640"));
        Option<string?> image = TextOption.Checked(
            new Option<string?>("--image")
            { HelpName = "FILE", Description = "The device build's image. Without it only the interpreter is put on the board." },
            path => TextOption.NoInput(path) is { } fault
                ? (fault.Wrong, "EdgeLogger.Device.bin, which the device build makes") : null);
        Option<bool> erase = new("--erase")
        { Description = "Erase everything first: also frames that the gateway has not got, and the configuration." };
        Option<string?> nanoff = new("--nanoff") { HelpName = "PROGRAM", Description = "nanoff, if it is not on the path." };
        Command command = new("flash", """
            Puts nanoFramework's interpreter and the board's program on one or more boards, with nanoff. Configuration
            and frames stay.

            Example: edgelogger board flash --port /dev/ttyUSB0 --image EdgeLogger.Device.bin
            """)
        {
            port, all, target, interpreter, image, erase, nanoff,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(port) ?? [], parsed.GetValue(all), new FlashOptions
            {
                Target = parsed.GetValue(target),
                InterpreterVersion = parsed.GetValue(interpreter),
                Image = parsed.GetValue(image),
                Erase = parsed.GetValue(erase),
                Nanoff = parsed.GetValue(nanoff),
            }, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        IReadOnlyList<string> given, bool all, FlashOptions options, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> ports = all ? [.. SerialPorts.Usb().Union(given)] : given;
        if (ports.Count == 0)
        {
            throw new UserErrorException(all
                ? "No USB serial port is found on this machine: is a board plugged in, with a cable that carries data?"
                : "Name the board's port with --port, or take all with --all. USB ports here: "
                + $"{string.Join(", ", SerialPorts.Usb().DefaultIfEmpty("none"))}.");
        }

        try
        {
            BoardFlasher flasher = new(options);
            bool[] done = await Task.WhenAll(
                ports.Select(port => FlashAsync(flasher, port, cancellationToken))).ConfigureAwait(false);
            Console.WriteLine($"{done.Count(ok => ok)} of {ports.Count} flashed.");
            return done.All(ok => ok) ? 0 : 1;
        }
        catch (BoardException error)
        {
            throw new UserErrorException(error.Message, error);
        }
    }

    // One board's failure is not a reason to leave the others half done.
    private static async Task<bool> FlashAsync(BoardFlasher flasher, string port, CancellationToken cancellationToken)
    {
        try
        {
            await flasher.FlashAsync(port, line => Console.WriteLine($"{port}: {line}"), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (BoardException error)
        {
            await Console.Error.WriteLineAsync($"{port}: {error.Message}").ConfigureAwait(false);
            return false;
        }
    }
}
