using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Bench.Replay;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Firmware.Uplink;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Hardware.Budget;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Mqtt.Choice;
using EdgeLogger.VirtualBench.Accuracy;
using EdgeLogger.VirtualBench.Boards;
using EdgeLogger.VirtualBench.Cells.Reference;
using EdgeLogger.VirtualBench.Chips;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeLogger.Bench.Verify;

/// <summary>
/// The simulated reference cells through everything: imperfect chips, the board's program, a network that drops connections, a
/// real broker, a gateway in a process of its own, its log and its engine.
/// </summary>
internal sealed class VerifyRun
{
    // Capacity and energy come from the counters and do not depend on it; the sweep's peak is read from rows 1 mV apart.
    private const int PeriodMs = 10_000;

    private static readonly TimeSpan MeanConnectionLife = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(200);

    private readonly VerifyOptions _options;
    private readonly IReadOnlyList<ReferenceCell> _cells;
    private readonly CycleEngineOptions _engine = new() { Order = CycleOrder.ChargeFirst };
    private readonly string _directory;
    private readonly TimeProvider _time;

    private VerifyRun(VerifyOptions options, string directory, TimeProvider time)
    {
        _options = options;
        _directory = directory;
        _time = time;

        // The longest first, so that the bench's threads get about the same.
        _cells = [.. ReferenceCells.All(options.Share)
            .Where(cell => options.Only.Count == 0 || options.Only.Contains(cell.Name))
            .OrderByDescending(cell => cell.LengthS)];
    }

    /// <summary>Runs the cells and fills the table.</summary>
    /// <param name="options">Which, and how long.</param>
    /// <param name="time">Clock of the network.</param>
    /// <param name="progress">Receives the share that is done, 0 to 1, and what is going on.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<VerifyReport> RunAsync(
        VerifyOptions options, TimeProvider time, Action<double, string> progress, CancellationToken cancellationToken)
    {
        string directory = Directory.CreateTempSubdirectory("edgelogger-verify-").FullName;
        try
        {
            return await new VerifyRun(options, directory, time).RunAsync(progress, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private async Task<VerifyReport> RunAsync(Action<double, string> progress, CancellationToken cancellationToken)
    {
        progress(0, "starting broker and gateway");
        long began = _time.GetTimestamp();
        await using OwnBroker broker = await OwnBroker.StartAsync(
            BrokerKind.Mosquitto, _directory, new BrokerListening(), NullLoggerFactory.Instance, _time,
            cancellationToken).ConfigureAwait(false);
        Dictionary<string, string> passwords = _cells.ToDictionary(cell => cell.Name, cell => broker.Accounts.Add(cell.Name));
        await broker.ReloadAsync(cancellationToken).ConfigureAwait(false);
        ReplayGateway gateway = new(_directory, broker, _engine);
        LossyNetwork network = new(broker.Port, MeanConnectionLife, _options.Seed, _time);
        await using (gateway.ConfigureAwait(false))
        await using (network.ConfigureAwait(false))
        {
            await gateway.StartAsync(cancellationToken).ConfigureAwait(false);
            IReadOnlyList<BoardTotals> boards =
                await PlayAsync(network, passwords, progress, cancellationToken).ConfigureAwait(false);
            progress(1, "waiting for the gateway to close its books");
            await gateway.StopAsync(cancellationToken).ConfigureAwait(false);
            return new VerifyReport(
                Table(), _cells.Sum(cell => cell.LengthS) / 3600, boards.Sum(board => board.Rows),
                boards.Sum(board => board.Frames),
                boards.Sum(board => board.FramesAcknowledged), boards.Sum(board => board.FramesSent), network.Cuts,
                _time.GetElapsedTime(began).TotalSeconds);
        }
    }

    private IReadOnlyList<ReferenceRow> Table()
    {
        using DerivedStore store = DerivedStore.Open(_directory);
        return new ReferenceTable([.. _cells.Select(cell => MeasuredCell.Load(_directory, store, cell))], _options.Share).Rows();
    }

    private async Task<IReadOnlyList<BoardTotals>> PlayAsync(
        LossyNetwork network, Dictionary<string, string> passwords, Action<double, string> progress,
        CancellationToken cancellationToken)
    {
        List<MqttUplinkLink> links = [.. _cells.Select(cell => Link(network.Port, cell.Name, passwords[cell.Name]))];
        try
        {
            List<VirtualBoard> boards = [.. _cells.Select((cell, i) => Board(cell, links[i], (ulong)i))];
            BoardFleet bench = new(boards, new BoardFleetOptions
            {
                Speed = double.PositiveInfinity,
                Threads = Environment.ProcessorCount,
                ProgressEvery = ProgressEvery,
            }, _time);
            double lengthS = _cells.Sum(cell => cell.LengthS);
            await bench.RunAsync(reports => progress(
                Math.Min(1, reports.Sum(report => report.UptimeS) / lengthS),
                $"{reports.Sum(report => report.FramesAcknowledged)} frames acknowledged, {network.Cuts} connections cut"),
                cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return bench.Reports();
        }
        finally
        {
            foreach (MqttUplinkLink link in links)
            {
                await link.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private MqttUplinkLink Link(int port, string board, string password) => new(board, new MqttLinkOptions
    {
        Host = "127.0.0.1",
        Port = port,
        ClientId = board,
        Username = board,
        Password = password,
    }, options => MqttLinks.Create(options, _time));

    private VirtualBoard Board(ReferenceCell cell, MqttUplinkLink link, ulong index)
    {
        ulong seed = (_options.Seed * 1000) + index;
        BudgetConditions conditions = new();
        SlotParts parts = SlotParts.Draw(new NoiseSource(seed), conditions);
        return new VirtualBoard(new VirtualBoardOptions
        {
            BoardId = cell.Name,
            Seed = seed,
            PeriodMs = PeriodMs,
            Uplink = Uplink(),
            Slots =
            [
                new VirtualSlotOptions
                {
                    Cell = cell.Signal(),
                    EndS = cell.LengthS,
                    Hardware = _options.Calibrated
                        ? SlotCalibration.Calibrate(parts, conditions, seed + 500)
                        : new SlotHardware(),
                    Wiring = parts.Wiring,
                    Errors = parts.VoltageErrors,
                    CurrentErrors = parts.CurrentErrors,
                    BridgeErrors = parts.BridgeErrors,
                },
            ],
        }, link);
    }

    // The link lives on real time while cells live tens of thousands of times faster: waits to match.
    private static UplinkSettings Uplink()
    {
        UplinkSettings settings = VirtualBoardOptions.FastUplink();
        settings.ReconnectMinMs = 50;
        settings.ReconnectMaxMs = 1000;
        settings.StableAfterMs = 500;
        return settings;
    }
}
