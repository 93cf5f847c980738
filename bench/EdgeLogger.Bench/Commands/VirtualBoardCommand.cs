using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Gateway;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Choice;
using EdgeLogger.VirtualBench.Boards;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.Chips;
using EdgeLogger.VirtualBench.Flash;
using EdgeLogger.VirtualBench.Serial;

namespace EdgeLogger.Bench.Commands;

/// <summary>edgelogger board virtual: a board to practise on, at a pseudo-terminal.</summary>
internal static class VirtualBoardCommand
{
    private const int RingSegments = 32;
    private const int RingSegmentLength = 65536;

    // Parts as one buys them: shunt and divider off by a tenth of a per cent.
    private const double PartError = 1e-3;

    public static Command Create()
    {
        Option<string?> link = TextOption.Output("--link", "PATH", "Make a symbolic link to the serial port here, which is "
            + "removed at the end. One that leads to a port in use is refused.");
        Option<string?> flash = TextOption.Folder(
            "--flash", "Keep its flash in this folder; without it, a blank board in memory.");
        Option<ulong?> seed = NumberOption.Optional("--seed", "N",
            "Decides its noise; without it, one of chance, which is printed.", "a whole number", 0UL, ulong.MaxValue);
        Option<bool> stopWithInput = new("--stop-with-input") { Hidden = true };
        Command command = new("virtual", """
            Runs a blank board of four slots at a virtual serial port, to practise on: the board's own program on simulated chips, whose parts
            are a little off. Provision it, calibrate it, break its configuration. What its fixtures get is typed here, as
            SLOT VOLTAGE CURRENT [TEMPERATURE [PRESSURE]] in V, A, degC and MPa. It runs until Ctrl+C, or the end of what is typed
            (Ctrl+D); without a terminal, until it is ended by a signal.

            Example: edgelogger board virtual        then, elsewhere: edgelogger board provision --port /dev/pts/5 --board practice --broker 127.0.0.1
            """)
        {
            link, flash, seed, stopWithInput,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(link), parsed.GetValue(flash), parsed.GetValue(seed)
            ?? (ulong)RandomNumberGenerator.GetInt32(int.MaxValue),
            stopsWithInput: parsed.GetValue(stopWithInput) || !Console.IsInputRedirected, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string? link, string? flashDirectory, ulong seed, bool stopsWithInput, CancellationToken cancellationToken)
    {
        SuppliedCell[] cells = [.. Enumerable.Range(0, BoardSettings.MaxSlots)
            .Select(_ => new SuppliedCell { VoltageV = 3.7, PressureMPa = 50 })];
        try
        {
            using PseudoTerminal terminal = new();
            using FlashFiles flash = FlashFiles.Open(flashDirectory);
            using ProvisionedBoard board = new(new ProvisionedBoardOptions
            {
                SettingsFlash = flash.Settings,
                Flash = flash.Ring,
                Serial = terminal,
                Cells = cells,
                Wiring = [.. Enumerable.Range(0, cells.Length).Select(PartsOf)],
                Connect = Connect,
                Seed = seed,
            }, TimeProvider.System);
            using PortLink? shown = link is null ? null : PortLink.Make(link, terminal.Path);
            board.Booted += core => Console.WriteLine($"started: {core.Settings.BoardId}, configuration {core.Settings.Version}");
            Console.WriteLine($"serial port: {link ?? terminal.Path}  (seed {seed})");
            using CancellationTokenSource stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            _ = Task.Run(() => ReadSupplies(cells, stopsWithInput, stopping), CancellationToken.None);
            await board.RunAsync(stopping.Token).ConfigureAwait(false);
            return 0;
        }
        catch (Exception error) when (error is PlatformNotSupportedException or IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(error.Message, error);
        }
    }

    private static MqttUplinkLink Connect(BoardSettings settings)
    {
        string? ca = null;
        if (settings.BrokerCa.Length > 0)
        {
            ca = Path.Combine(Path.GetTempPath(), $"edgelogger-{settings.BoardId}-ca.pem");
            File.WriteAllText(ca, settings.BrokerCa);
        }

        return new MqttUplinkLink(settings.BoardId, new MqttLinkOptions
        {
            Host = settings.BrokerHost,
            Port = settings.BrokerPort,
            UseTls = settings.UseTls,
            CaFile = ca,
            ClientId = settings.BoardId,
            Username = settings.BoardId,
            Password = settings.Password,
        }, options => MqttLinks.Create(options, TimeProvider.System));
    }

    private static SlotWiring PartsOf(int slot)
    {
        SlotWiring nominal = SlotWiring.Of(new SlotHardware());
        double error = PartError * (1 + (0.25 * slot));
        return nominal
            with
        { Divider = nominal.Divider * (1 + error), ShuntOhm = nominal.ShuntOhm * (1 - error), BridgeZeroRatio = 2e-5 };
    }

    private static void ReadSupplies(SuppliedCell[] cells, bool stopsWithInput, CancellationTokenSource stopping)
    {
        while (Console.In.ReadLine() is { } line)
        {
            Console.WriteLine(Supply(cells, line)
                ? $"supplied: {line.Trim()}"
                : "Write SLOT VOLTAGE CURRENT [TEMPERATURE [PRESSURE]], as 0 4.2 0.002 25 75");
        }

        // Ctrl+D at a terminal. Anyone who starts it without one, as a service or from /dev/null, ends it by a signal.
        if (stopsWithInput)
        {
            stopping.Cancel();
        }
    }

    private static bool Supply(SuppliedCell[] cells, string line)
    {
        List<double> numbers = [];
        foreach (string word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                || !double.IsFinite(number))
            {
                return false;
            }

            numbers.Add(number);
        }

        if (numbers.Count is < 3 or > 5 || numbers[0] < 0 || numbers[0] >= cells.Length)
        {
            return false;
        }

        SuppliedCell cell = cells[(int)numbers[0]];
        cell.VoltageV = numbers[1];
        cell.CurrentA = numbers[2];
        cell.TemperatureDegC = numbers.Count > 3 ? numbers[3] : cell.TemperatureDegC;
        cell.PressureMPa = numbers.Count > 4 ? numbers[4] : cell.PressureMPa;
        return true;
    }

    /// <summary>The board's flash: in files, or in memory.</summary>
    private sealed class FlashFiles : IDisposable
    {
        public required Firmware.Seams.IFlash Settings { get; init; }

        public required Firmware.Seams.IFlash Ring { get; init; }

        public static FlashFiles Open(string? directory)
        {
            if (directory is null)
            {
                return new FlashFiles
                {
                    Settings = new MemoryFlash(ConfigStore.Segments, ConfigStore.LeastSegmentLength),
                    Ring = new MemoryFlash(RingSegments, RingSegmentLength),
                };
            }

            Directory.CreateDirectory(directory);
            return new FlashFiles
            {
                Settings = new FileFlash(
                    Path.Combine(directory, "settings.flash"), ConfigStore.Segments, ConfigStore.LeastSegmentLength),
                Ring = new FileFlash(Path.Combine(directory, "ring.flash"), RingSegments, RingSegmentLength),
            };
        }

        public void Dispose()
        {
            (Settings as IDisposable)?.Dispose();
            (Ring as IDisposable)?.Dispose();
        }
    }
}
