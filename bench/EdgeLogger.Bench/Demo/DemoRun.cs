using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Choice;
using EdgeLogger.VirtualBench.Boards;
using EdgeLogger.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeLogger.Bench.Demo;

/// <summary>Broker, gateway and eight virtual fixtures in one process, for as long as asked.</summary>
internal sealed class DemoRun : IAsyncDisposable
{
    private static readonly TimeSpan LastFrames = TimeSpan.FromSeconds(10);

    private readonly GatewayHost _host;
    private readonly BoardFleet _bench;
    private readonly List<VirtualBoard> _boards;
    private readonly List<MqttUplinkLink> _links;
    private readonly List<ClosedCycle> _closed = [];
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly string? _temporaryDirectory;

    private DemoRun(GatewayHost host, List<VirtualBoard> boards, double speed, List<MqttUplinkLink> links, TimeProvider time,
        string? temporaryDirectory)
    {
        _host = host;
        _boards = boards;
        _bench = new BoardFleet(boards, new BoardFleetOptions { Speed = speed, Threads = Environment.ProcessorCount }, time);
        _links = links;
        _time = time;
        _began = time.GetTimestamp();
        _temporaryDirectory = temporaryDirectory;
        host.Derivation.Stored += OnStored;
    }

    public GatewayHost Host => _host;

    public TimeSpan Elapsed => _time.GetElapsedTime(_began);

    public IReadOnlyList<BoardTotals> Boards => _bench.Reports();

    /// <summary>Cycles closed so far, the newest last.</summary>
    public IReadOnlyList<ClosedCycle> Closed
    {
        get
        {
            lock (_gate)
            {
                return [.. _closed];
            }
        }
    }

    /// <summary>Starts gateway and fixtures.</summary>
    /// <param name="directory">Where the log is kept; null: a temporary folder that goes when the demo ends.</param>
    /// <param name="speed">Virtual seconds a second.</param>
    /// <param name="webPort">Port of the page; null: none.</param>
    /// <param name="time">Clock of the run.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static async Task<DemoRun> StartAsync(
        string? directory, double speed, int? webPort, TimeProvider time, CancellationToken cancellationToken)
    {
        if (directory is not null)
        {
            DataDirectory.Make(directory);
        }

        string? temporary = directory is null ? Directory.CreateTempSubdirectory("edgelogger-demo-").FullName : null;
        DemoFleet.Register(directory ?? temporary!, time);
        GatewayHost host = await GatewayHost.StartAsync(
            new GatewayOptions
            {
                DataDirectory = directory ?? temporary!,
                Web = webPort is { } port
                    ? new WebOptions { Port = port }
                    : null
            },
            NullLoggerFactory.Instance, time, cancellationToken).ConfigureAwait(false);
        OwnBroker broker = host.Broker!;
        Dictionary<string, string> passwords = DemoFleet.Boards.ToDictionary(board => board, broker.Accounts.Add);
        // In a folder that is kept the next demo's boards begin again and make the same frames again, to the last byte: without
        // signatures.
        if (temporary is not null)
        {
            host.Keys.AddAll(DemoFleet.Boards);
        }

        await broker.ReloadAsync(cancellationToken).ConfigureAwait(false);
        List<MqttUplinkLink> links = [.. DemoFleet.Boards.Select(board => Link(broker, board, passwords[board], time))];
        List<VirtualBoard> boards = [.. DemoFleet.Boards.Select((board, i) => new VirtualBoard(
            new VirtualBoardOptions { BoardId = board, Key = host.Keys.Find(board)?.Copy(), Seed = (ulong)(
                i + 1), Slots = [DemoFleet.Slot(i)] }, links[i]))];
        return new DemoRun(host, boards, speed, links, time, temporary);
    }

    /// <summary>Runs the fixtures until cancelled, then lets them send what they have.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await _bench.RunAsync(null, cancellationToken).ConfigureAwait(false);
        _boards.ForEach(board => board.End());
        using CancellationTokenSource patience = new(LastFrames, _time);
        await _bench.RunAsync(null, patience.Token).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (MqttUplinkLink link in _links)
        {
            await link.DisposeAsync().ConfigureAwait(false);
        }

        await _host.DisposeAsync().ConfigureAwait(false);
        if (_temporaryDirectory is not null)
        {
            Directory.Delete(_temporaryDirectory, recursive: true);
        }
    }

    private static MqttUplinkLink Link(OwnBroker broker, string board, string password, TimeProvider time) =>
        new(board, new MqttLinkOptions
        {
            Host = "127.0.0.1",
            Port = broker.Port,
            ClientId = board,
            Username = board,
            Password = password,
        }, options => MqttLinks.Create(options, time));

    private void OnStored(CellUpdate update)
    {
        lock (_gate)
        {
            foreach (Cycle cycle in update.Cycles)
            {
                _closed.Add(new ClosedCycle(update.Cell.Name, cycle));
            }
        }
    }
}

/// <summary>A cycle that closed while the demo ran.</summary>
/// <param name="Cell">The cell's name.</param>
/// <param name="Cycle">The cycle.</param>
internal readonly record struct ClosedCycle(string Cell, Cycle Cycle);
