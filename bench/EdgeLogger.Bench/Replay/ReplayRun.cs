using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Output;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Mqtt.Choice;
using EdgeLogger.Topics;
using EdgeLogger.VirtualBench.Boards;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.Chips;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeLogger.Bench.Replay;

/// <summary>
/// One record through everything: simulated chips, the board's program, a real broker, and a gateway in a process of its own.
/// </summary>
internal sealed class ReplayRun
{
    private const string BoardName = "replay-cell";

    // What MQTT 3.1.1 adds to a QoS 1 publish besides its topic: type, length (two bytes), topic length (two), packet id (two).
    private const int MqttBytesAMessage = 7;

    private readonly ReplayOptions _options;
    private readonly TimeProvider _time;
    private readonly RecordTimeline _record;
    private readonly string _directory;
    private double _progress;

    private ReplayRun(ReplayOptions options, RecordTimeline record, string directory, TimeProvider time)
    {
        _options = options;
        _record = record;
        _directory = directory;
        _time = time;
    }

    /// <summary>Plays a record.</summary>
    /// <param name="options">Which, and how.</param>
    /// <param name="time">Clock of the network.</param>
    /// <param name="progress">Receives the share that is done, 0 to 1, and what is going on.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<ReplayReport> RunAsync(
        ReplayOptions options, TimeProvider time, Action<double, string> progress, CancellationToken cancellationToken)
    {
        RecordTimeline record = RecordTimeline.Load(options.File, options.Sign);
        string directory = options.DataDirectory ?? Directory.CreateTempSubdirectory("edgelogger-replay-").FullName;
        try
        {
            Directory.CreateDirectory(directory);
            return await new ReplayRun(options, record, directory, time)
                .RunAsync(progress, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (options.DataDirectory is null)
            {
                Directory.Delete(directory, recursive: true);
            }
        }
    }

    private async Task<ReplayReport> RunAsync(Action<double, string> progress, CancellationToken cancellationToken)
    {
        progress(0, "starting broker and gateway");
        await using OwnBroker broker = await OwnBroker.StartAsync(
            BrokerKind.Mosquitto, _directory, new BrokerListening(), NullLoggerFactory.Instance, _time,
            cancellationToken).ConfigureAwait(false);
        string password = broker.Accounts.Add(BoardName);
        await broker.ReloadAsync(cancellationToken).ConfigureAwait(false);
        using (CellBook book = CellBook.Open(_directory, _time))
        {
            book.SetSlot(new SlotName(BoardName, 0), _ => _options.Cell,
                new Author(Environment.UserName, "given to edgelogger replay"));
        }

        ReplayGateway gateway = new(_directory, broker, new Cycles.Model.CycleEngineOptions());
        await using (gateway.ConfigureAwait(false))
        {
            await gateway.StartAsync(cancellationToken).ConfigureAwait(false);
            long began = _time.GetTimestamp();
            BoardTotals board = await PlayAsync(broker, gateway, password, progress, cancellationToken).ConfigureAwait(false);
            double elapsedS = _time.GetElapsedTime(began).TotalSeconds;
            progress(1, "waiting for the gateway to close its books");
            await gateway.StopAsync(cancellationToken).ConfigureAwait(false);
            return Report(board, elapsedS);
        }
    }

    private async Task<BoardTotals> PlayAsync(
        OwnBroker broker, ReplayGateway gateway, string password, Action<double, string> progress,
        CancellationToken cancellationToken)
    {
        MqttUplinkLink link = new(BoardName, new MqttLinkOptions
        {
            Host = "127.0.0.1",
            Port = broker.Port,
            ClientId = BoardName,
            Username = BoardName,
            Password = password,
        }, options => MqttLinks.Create(options, _time));
        await using (link.ConfigureAwait(false))
        {
            RecordedCell cell = new(_record.Rows, RecordTimeline.LeadS);
            VirtualBoard board = new(new VirtualBoardOptions
            {
                BoardId = BoardName,
                Seed = _options.Seed,
                PeriodMs = _options.PeriodMs,
                Slots = [new VirtualSlotOptions
                    { Cell = cell, EndS = cell.EndS, Hardware = FittedTo(_record.MaxCurrentA), Errors = Calibrated() }],
            }, link);
            BoardFleet bench = new([board],
                new BoardFleetOptions { Speed = double.PositiveInfinity, ProgressEvery = TimeSpan.FromMilliseconds(50) }, _time);
            using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task faults = Task.Run(() => MakeFaultsAsync(broker, gateway, ended.Token), CancellationToken.None);
            await bench.RunAsync(reports =>
            {
                Volatile.Write(ref _progress, reports[0].UptimeS / (cell.EndS + 1));
                progress(Math.Min(_progress, 1), $"{reports[0].FramesAcknowledged} frames acknowledged");
            }, cancellationToken).ConfigureAwait(false);
            await ended.CancelAsync().ConfigureAwait(false);
            await faults.ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return bench.Reports()[0];
        }
    }

    /// <summary>Kills gateway and broker at even shares of the way, the broker between two gateways.</summary>
    private async Task MakeFaultsAsync(OwnBroker broker, ReplayGateway gateway, CancellationToken cancellationToken)
    {
        List<(double At, bool Gateway)> plan =
        [
            .. Enumerable.Range(1, _options.GatewayKills).Select(i => (i / (_options.GatewayKills + 1.0), true)),
            .. Enumerable.Range(1, _options.BrokerKills).Select(i => ((i - 0.5) / _options.BrokerKills, false)),
        ];
        try
        {
            foreach ((double at, bool isGateway) in plan.Order())
            {
                while (Volatile.Read(ref _progress) < at)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(20), _time, cancellationToken).ConfigureAwait(false);
                }

                if (isGateway)
                {
                    await gateway.KillAndStartAsync(cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    using Process process = Process.GetProcessById(broker.ProcessId);
                    process.Kill();
                    BrokerKills++;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The record is over, or the user stopped it.
        }
    }

    private int BrokerKills { get; set; }

    private ReplayReport Report(BoardTotals board, double elapsedS)
    {
        (long frames, long bytes) = CountLog();
        using DerivedStore store = DerivedStore.Open(_directory);
        TestKey cell = store.Cells().Single(cell => cell.Board == BoardName);
        CellResults found = CellResults.Load(store, cell);
        List<Cycles.Model.HalfCycle> halves = [.. found.Halves.Select(_record.ToFile)];
        List<Cycles.Model.Cycle> cycles = [.. found.Cycles.Select(cycle => cycle with
        {
            Charge = cycle.Charge is { } charge ? halves[charge.Index] : null,
            Discharge = cycle.Discharge is { } discharge ? halves[discharge.Index] : null,
        })];
        long topicBytes = new BoardTopics(BoardName).Live.Length;
        return new ReplayReport(
            new RecordResults(_options.File, _record.Rows.Length, halves, cycles, found.Flags)
            {
                Metadata = _options.Cell,
                Trends = found.Trends,
                Format = "through the whole chain",
            },
            _record.LengthS, board.Rows, board.Frames, board.FramesSent, frames, board.FramesAcknowledged,
            bytes, bytes + (frames * (MqttBytesAMessage + topicBytes)), elapsedS, _options.GatewayKills, BrokerKills);
    }

    private (long Frames, long Bytes) CountLog()
    {
        using FrameLogReader reader = FrameLogReader.Open(_directory);
        FrameBatch batch = new();
        long frames = 0;
        long bytes = 0;
        long id = 0;
        do
        {
            reader.ReadAfter(id, 1024, batch);
            foreach (StoredFrame frame in batch.Frames)
            {
                frames++;
                bytes += frame.Length;
                id = frame.Id;
            }
        }
        while (batch.Count > 0);

        return (frames, bytes);
    }

    /// <summary>
    /// A shunt that gives 100 mV at the record's largest current, as one would fit it, and the gain that goes with it.
    /// </summary>
    private static SlotHardware FittedTo(double maxCurrentA)
    {
        double amperes = Math.Max(maxCurrentA, 1e-6);
        SlotHardware hardware = new() { ShuntMicroOhm = (long)Math.Clamp(0.05e6 / amperes, 1, 1_000_000_000) };
        hardware.CurrentGain = hardware.GainForCurrent((long)Math.Ceiling(amperes * 1.1e6));
        return hardware;
    }

    /// <summary>
    /// Chips with their noise and drift, whose offset and gain have been calibrated away: the record is the truth here.
    /// </summary>
    private static Ads122c04Errors Calibrated() => new() { OffsetV = 0, GainErrorPpm = 0, ReferenceErrorPpm = 0 };
}
