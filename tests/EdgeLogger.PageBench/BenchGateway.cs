using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.RealProcesses;
using EdgeLogger.VirtualBench.Boards;
using EdgeLogger.VirtualBench.Cells;

namespace EdgeLogger.PageBench;

/// <summary>A real `edgelogger serve` on a folder of its own, with an imported long record and 50 boards of 4 cells that send to it.</summary>
internal sealed class BenchGateway : IAsyncDisposable
{
    public const int Boards = 50;
    public const int Slots = 4;

    /// <summary>The cell with the long record.</summary>
    public const string LongCell = "long-record/0";

    private readonly List<MqttUplinkLink> _links = [];
    private readonly CancellationTokenSource _ending = new();
    private ServeProcess? _serve;
    private Task _living = Task.CompletedTask;

    private BenchGateway()
    {
    }

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("edgelogger-page-bench-").FullName;

    public ServeProcess Serve => _serve ?? throw new InvalidOperationException("The gateway does not run.");

    public static async Task<BenchGateway> StartAsync(int rows, double speed, CancellationToken cancellationToken)
    {
        BenchGateway gateway = new();
        await gateway.ImportAsync(rows, cancellationToken);
        string[] names = [.. Enumerable.Range(1, Boards).Select(number => $"fixture-{number:00}")];
        IReadOnlyDictionary<string, string> passwords = BrokerAccounts.Open(Path.Combine(gateway.Directory, "broker")).AddAll(names);
        gateway._serve = await ServeProcess.StartAsync(gateway.Directory, cancellationToken);
        List<VirtualBoard> boards = [.. names.Select((name, index) => gateway.Board(name, passwords[name], index))];
        Bench bench = new(boards, new BenchOptions { Speed = speed, Threads = 1 }, TimeProvider.System);
        gateway._living = bench.RunAsync(null, gateway._ending.Token);
        return gateway;
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _living;
        foreach (MqttUplinkLink link in _links)
        {
            await link.DisposeAsync();
        }

        if (_serve is not null)
        {
            await _serve.DisposeAsync();
        }

        _ending.Dispose();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private async Task ImportAsync(int rows, CancellationToken cancellationToken)
    {
        // Each half cycle of the record is a hundredth shorter than the one before it: ten cycles are then 95 hundredths of ten.
        const int cycles = 10;
        const double secondsARow = 30;
        string file = Path.Combine(Directory, "long.csv");
        RecordMaker.Write(file, cycles, currentA: 1e-3, halfS: secondsARow * rows / (2 * cycles * 0.95));
        ProgramResult import = await EdgeLoggerProgram.RunAsync(cancellationToken, "import", file, "--cell", LongCell, "--start", "2025-01-01T00:00Z", "--data", Directory);
        File.Delete(file);
        if (import.ExitCode != 0)
        {
            throw new InvalidOperationException("The long record was not imported: " + import.Errors);
        }

        Console.WriteLine(import.Output.Trim());
    }

    private VirtualBoard Board(string name, string password, int index)
    {
        MqttUplinkLink link = new(name, new MqttLinkOptions
        {
            Host = "127.0.0.1",
            Port = Serve.BrokerPort,
            ClientId = name,
            Username = name,
            Password = password,
        }, options => MqttLinks.CreateManaged(options, TimeProvider.System));
        _links.Add(link);
        CellChemistry chemistry = new() { Spread = 0.02 };
        return new VirtualBoard(new VirtualBoardOptions
        {
            BoardId = name,
            // Streams are named by the seed and the slot: no two boards may come to the same.
            Seed = (ulong)(index + 1) * 1000,
            RowsPerFrame = 20,
            Slots = [.. Enumerable.Range(0, Slots).Select(slot => new VirtualSlotOptions
            {
                Cell = new ModelCell(chemistry, [CyclerPhase.ChargeFirst(100_000, 1, restS: 300)], (ulong)((index * Slots) + slot + 1), startS: 30 + (slot * 600)),
            })],
        }, link);
    }
}
