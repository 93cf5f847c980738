using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Store;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.Harness;

namespace EdgeLogger.RealProcesses;

/// <summary>A gateway, and a virtual board at a pseudo-terminal, each in a process of its own.</summary>
public sealed class PracticeBench : IAsyncDisposable
{
    /// <summary>The board's name.</summary>
    public const string Board = "practice-1";
    /// <summary>A secret that must stay one.</summary>
    public const string WifiPassword = "the wifi's secret";

    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-practice-").FullName;
    private readonly CancellationToken _token;

    private PracticeBench(CancellationToken token) => _token = token;

    /// <summary>The gateway's folder.</summary>
    public string Data => Path.Combine(_directory, "data");

    /// <summary>The board's serial port.</summary>
    public string Port => Path.Combine(_directory, "port");

    /// <summary>The gateway.</summary>
    public ServeProcess Gateway { get; private set; } = null!;

    /// <summary>The board; what its fixtures get is typed here.</summary>
    public SpokenProcess Virtual { get; private set; } = null!;

    /// <summary>Starts both; the board is blank. Needs Linux, for its pseudo-terminals.</summary>
    /// <param name="token">Ends every wait.</param>
    /// <param name="mosquitto">Whether the built-in broker is mosquitto, and not MQTTnet.</param>
    public static async Task<PracticeBench> StartAsync(CancellationToken token, bool mosquitto = false)
    {
        PracticeBench bench = new(token);
        Directory.CreateDirectory(bench.Data);
        bench.Gateway = await ServeProcess.StartAsync([], bench.Data, token, "--broker", mosquitto ? "mosquitto" : "mqttnet");
        await bench.StartBoardAsync();
        return bench;
    }

    /// <summary>The broker's way in.</summary>
    public int BrokerPort => Gateway.BrokerPort;

    /// <summary>Starts the board, again after it was ended.</summary>
    public async Task StartBoardAsync()
    {
        Virtual = SpokenProcess.Start("board", "virtual", "--link", Port, "--flash", Path.Combine(_directory, "flash"),
            "--stop-with-input");
        await Virtual.WaitForAsync("serial port:", _token);
    }

    /// <summary>`edgelogger board ...` on this gateway's folder.</summary>
    public Task<ProgramResult> BoardAsync(params string[] arguments) =>
        ProgramInProcess.RunAsync(_token, ["board", .. arguments, "--data", Data]);

    /// <summary>
    /// As <see cref="BoardAsync"/>, for an order by which the board measures; once more where it says that too few of its
    /// readings were good, since a busy machine reads the simulated chips late.
    /// </summary>
    public async Task<ProgramResult> MeasureAsync(params string[] arguments)
    {
        while (true)
        {
            ProgramResult run = await BoardAsync(arguments);
            if (!run.Errors.Contains("too few good readings", StringComparison.Ordinal))
            {
                return run;
            }
        }
    }

    /// <summary>`edgelogger board provision` at the board's port.</summary>
    public Task<ProgramResult> ProvisionAsync(params string[] arguments)
    {
        ProcessStartInfo start = EdgeLoggerProgram.Start(
            ["board", "provision", "--port", Port, "--board", Board, "--data", Data, "--ssid", "lab", "--broker", "127.0.0.1",
            "--broker-port", BrokerPort.ToString(CultureInfo.InvariantCulture), .. arguments]);
        start.Environment["EDGELOGGER_WIFI_PASSWORD"] = WifiPassword;
        return EdgeLoggerProgram.RunAsync(start, _token);
    }

    /// <summary>
    /// The configuration that the board runs; asked for until it answers, since a board that has just started connects first.
    /// </summary>
    public async Task<JsonObject> ConfigurationAsync()
    {
        while (true)
        {
            ProgramResult run = await BoardAsync("config", "get", Board);
            if (run.ExitCode == 0)
            {
                return JsonNode.Parse(run.Output)!.AsObject();
            }

            if (!run.Errors.Contains("did not answer", StringComparison.Ordinal))
            {
                throw new InvalidOperationException(run.Errors);
            }
        }
    }

    /// <summary>Gives it a changed configuration.</summary>
    public async Task<ProgramResult> ConfigureAsync(Action<JsonObject> change)
    {
        JsonObject next = await ConfigurationAsync();
        next["version"] = (int)next["version"]! + 1;
        change(next);
        string file = Path.Combine(_directory, "next.json");
        await File.WriteAllTextAsync(file, next.ToJsonString(), _token);
        return await BoardAsync("config", "set", Board, file);
    }

    /// <summary>Waits until the gateway's log has rows of a slot for which this holds, and returns the slot's rows.</summary>
    public async Task<DatedRow[]> WaitForRowsAsync(int slot, Func<DatedRow[], bool> areEnough)
    {
        while (true)
        {
            _token.ThrowIfCancellationRequested();
            DatedRow[] rows = Rows(slot);
            if (areEnough(rows))
            {
                return rows;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, _token);
        }
    }

    /// <summary>Everything that any file of the gateway's folder holds, but for those that are there to hold secrets.</summary>
    public string Files() => string.Concat(Directory.EnumerateFiles(Data, "*", SearchOption.AllDirectories)
        .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).Select(ReadShared));

    public async ValueTask DisposeAsync()
    {
        await Virtual.DisposeAsync();
        await Gateway.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>Gives a slot's fixture a voltage, and no current.</summary>
    public async Task SupplyAsync(int slot, double voltageV)
    {
        await Virtual.TypeAsync(string.Create(CultureInfo.InvariantCulture, $"{slot} {voltageV} 0"));
        await Virtual.WaitForAsync("supplied:", _token);
    }

    private static string ReadShared(string file)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using StreamReader reader = new(stream, System.Text.Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private DatedRow[] Rows(int slot)
    {
        using FrameLogReader log = FrameLogReader.Open(Data);
        using DerivedStore store = DerivedStore.Open(Data);
        StreamEntry? stream = log.ReadStreams().FirstOrDefault(one => SlotOf(log, one) == slot);
        // No test yet: its first results have not been stored.
        if (stream is null || store.Cells().FirstOrDefault(
            cell => store.StreamsOf(cell.Id).Contains(stream.StreamId)) is not { } test)
        {
            return [];
        }

        using TestRowReader reader = TestRowReader.Open(Data, store, test.Id);
        System.Collections.Generic.List<DatedRow> rows = [];
        while (reader.TryRead(out DatedRow row))
        {
            rows.Add(row);
        }

        return [.. rows];
    }

    private static int SlotOf(FrameLogReader log, StreamEntry stream)
    {
        FrameBatch batch = new();
        log.ReadStream(stream.StreamId, 1, 1, batch);
        if (batch.Count == 0)
        {
            return -1;
        }

        uint hash = EdgeLogger.Frames.LittleEndian.ReadUInt32(
            batch.Buffer, batch.Frames[0].Offset + EdgeLogger.Frames.FrameLayout.SchemaHashAt);
        return log.FindSchema(Board, hash) is { } schema
            ? EdgeLogger.Derivation.Schemas.SchemaDocument.Parse(schema).Streams.First(
                each => each.StreamId == stream.StreamId).Slot : -1;
    }
}
