using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Harness;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Mqtt.Choice;
using EdgeLogger.VirtualBench.Boards;
using EdgeLogger.VirtualBench.Cells;

namespace EdgeLogger.Bench.Fleet;

/// <summary>A real `edgelogger serve`, and virtual boards fixture-01, fixture-02, ... in this process that send to it.</summary>
public sealed class ServedFleet : IAsyncDisposable
{
    private readonly List<MqttUplinkLink> _links = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _living;

    private ServedFleet(ServeProcess serve, IReadOnlyDictionary<string, string> passwords, int slots, double speed)
    {
        Serve = serve;
        List<VirtualBoard> boards = [.. passwords.Select((account, index) => Board(account.Key, account.Value, index, slots))];
        BoardFleet bench = new(boards, new BoardFleetOptions { Speed = speed, Threads = 1 }, TimeProvider.System);
        _living = bench.RunAsync(null, _ending.Token);
    }

    /// <summary>The gateway.</summary>
    public ServeProcess Serve { get; }

    /// <summary>Starts gateway and boards.</summary>
    /// <param name="directory">The gateway's folder.</param>
    /// <param name="boards">How many boards.</param>
    /// <param name="slots">Cells on each.</param>
    /// <param name="speed">Virtual seconds a second.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ServedFleet> StartAsync(
        string directory, int boards, int slots, double speed, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, string> passwords = BrokerAccounts.Open(Path.Combine(directory, "broker"))
            .AddAll([.. Enumerable.Range(1, boards).Select(number => $"fixture-{number:00}")]);
        return new ServedFleet(await ServeProcess.StartAsync(directory, cancellationToken), passwords, slots, speed);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _living;
        foreach (MqttUplinkLink link in _links)
        {
            await link.DisposeAsync();
        }

        await Serve.DisposeAsync();
        _ending.Dispose();
    }

    private VirtualBoard Board(string name, string password, int index, int slots)
    {
        MqttUplinkLink link = new(name, new MqttLinkOptions
        {
            Host = "127.0.0.1",
            Port = Serve.BrokerPort,
            ClientId = name,
            Username = name,
            Password = password,
        }, options => MqttLinks.Create(options, TimeProvider.System));
        _links.Add(link);
        CellChemistry chemistry = new() { Spread = 0.02 };
        return new VirtualBoard(new VirtualBoardOptions
        {
            BoardId = name,
            // Each slot takes a seed for its noise, from the board's on.
            Seed = (ulong)(index + 1) * 1000,
            RowsPerFrame = 20,
            Slots = [.. Enumerable.Range(0, slots).Select(slot => new VirtualSlotOptions
            {
                Cell = new ModelCell(chemistry, [CyclerPhase.ChargeFirst(100_000, 1, restS: 300)],
                    (ulong)((index * slots) + slot + 1), startS: 30 + (slot * 600)),
            })],
        }, link);
    }
}
