using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.Harness;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.RealProcesses;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>
/// `edgelogger serve` in a process of its own, with its own mosquitto, on a folder that goes when the test ends.
/// </summary>
internal sealed class GatewayUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);
    private static readonly HttpClient Http = new();

    private readonly CancellationTokenSource _patience =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private IReadOnlyDictionary<string, string> _passwords = new Dictionary<string, string>();
    private readonly bool _ownsDirectory;
    private ServeProcess? _serve;

    public GatewayUnderTest(string? directory = null)
    {
        _patience.CancelAfter(Patience);
        _ownsDirectory = directory is null;
        Directory = directory ?? System.IO.Directory.CreateTempSubdirectory("edgelogger-fault-").FullName;
    }

    public string Directory { get; }

    /// <summary>Ends every wait of the test.</summary>
    public CancellationToken Token => _patience.Token;

    public ServeProcess Serve => _serve!;

    /// <summary>Programs that the gateway is started by, strace for example.</summary>
    public IReadOnlyList<string> Under { get; set; } = [];

    /// <summary>
    /// Whether its broker has TLS too. Boards of these tests connect without, and the certificates of a new folder take a sixth
    /// of the processor time of a start.
    /// </summary>
    public bool HasTls { get; set; }

    /// <summary>Further options of `serve`.</summary>
    public IReadOnlyList<string> Options { get; set; } = [];

    public static async Task<GatewayUnderTest> StartedAsync(params string[] options)
    {
        GatewayUnderTest gateway = new() { Options = options };
        await gateway.StartAsync();
        return gateway;
    }

    public async Task StartAsync()
    {
        if (_passwords.Count == 0)
        {
            _passwords = BrokerAccounts.Open(Path.Combine(Directory, "broker")).AddAll(["board-a", "board-b", "board-c"]);
        }

        string[] tls = HasTls ? [] : ["--tls-port", "-1"];
        _serve = await ServeProcess.StartAsync(Under, Directory, Token, [.. tls, .. Options]);
    }

    public async Task KillAsync()
    {
        await Serve.KillAsync();
        await Serve.DisposeAsync();
        _serve = null;
    }

    public async Task StopAsync()
    {
        Assert.Equal(0, await Serve.StopAsync(Token));
        await Serve.DisposeAsync();
        _serve = null;
    }

    /// <summary>One of the boards a, b and c, which have accounts, connected.</summary>
    public Task<TestBoard> ConnectAsync(string board = "board-a") =>
        TestBoard.ConnectAsync(board, _passwords[board], Serve.BrokerPort, Token);

    /// <summary>
    /// Publishes as a client that does not care what the broker takes; done when the broker has ended the connection.
    /// </summary>
    public async Task SendRawAsync(string board, string topic, byte[] payload)
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, Serve.BrokerPort, Token);
        NetworkStream stream = client.GetStream();
        // MQTT 3.1.1, as boards speak it: CONNECT with name and password, then PUBLISH at QoS 1.
        await stream.WriteAsync(
            Packet(0x10, [.. Text("MQTT"), 4, 0xC2, 0, 60, .. Text(board), .. Text(board), .. Text(_passwords[board])]), Token);
        byte[] answer = new byte[4096];
        Assert.True(await stream.ReadAsync(answer, Token) > 3 && answer[0] == 0x20 && answer[3] == 0);
        try
        {
            await stream.WriteAsync(Packet(0x32, [.. Text(topic), 0, 1, .. payload]), Token);
            while (await stream.ReadAsync(answer, Token) > 0)
            {
            }
        }
        catch (IOException)
        {
            // Cut off while it was still sending.
        }
    }

    /// <summary>What the health check answers.</summary>
    public async Task<(HttpStatusCode Code, JsonElement Health)> HealthAsync()
    {
        using HttpResponseMessage answer = await Http.GetAsync(new Uri(Serve.Page!, "/health"), Token);
        using JsonDocument health = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token));
        return (answer.StatusCode, health.RootElement.Clone());
    }

    /// <summary>Waits until it has said something, also if that was long ago.</summary>
    public async Task<string> SaidAsync(string text)
    {
        await HealthUntilAsync((_, _) => Serve.Said.Contains(text, StringComparison.Ordinal));
        return Serve.Said;
    }

    public async Task<string> GetAsync(string path) => await Http.GetStringAsync(new Uri(Serve.Page!, path), Token);

    /// <summary>Asks for the health again and again until it is as wanted.</summary>
    public async Task<JsonElement> HealthUntilAsync(Func<HttpStatusCode, JsonElement, bool> isAsWanted)
    {
        while (true)
        {
            (HttpStatusCode code, JsonElement health) = await HealthAsync();
            if (isAsWanted(code, health))
            {
                return health;
            }

            try
            {
                await Task.Delay(TimeSpan.FromMilliseconds(150), TimeProvider.System, Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"The gateway's health stayed {code} {health}. It said:\n{Serve.Said}");
            }
        }
    }

    /// <summary>The frames of a stream in the log, by number.</summary>
    public SortedDictionary<uint, byte[]> Stored(ulong stream)
    {
        using FrameLogReader log = FrameLogReader.Open(Directory);
        FrameBatch batch = new();
        log.ReadStream(stream, 0, int.MaxValue, batch);
        SortedDictionary<uint, byte[]> frames = [];
        foreach (StoredFrame frame in batch.Frames)
        {
            Assert.True(frames.TryAdd(frame.Sequence, batch.Buffer.AsSpan(frame.Offset, frame.Length).ToArray()),
                $"frame {frame.Sequence} is there twice");
        }

        return frames;
    }

    public IReadOnlyList<RefusalCount> Refusals()
    {
        using FrameLogReader log = FrameLogReader.Open(Directory);
        return log.ReadRefusals();
    }

    /// <summary>Runs another command on the folder.</summary>
    public Task<ProgramResult> RunAsync(string command, params string[] arguments) =>
        ProgramInProcess.RunAsync(Token, [command, .. arguments, "--data", Directory]);

    private static byte[] Text(string text) =>
        [(byte)(text.Length >> 8), (byte)text.Length, .. System.Text.Encoding.ASCII.GetBytes(text)];

    private static byte[] Packet(byte kind, byte[] body)
    {
        List<byte> header = [kind];
        int left = body.Length;
        do
        {
            header.Add((byte)((left & 0x7F) | (left > 0x7F ? 0x80 : 0)));
            left >>= 7;
        }
        while (left > 0);
        return [.. header, .. body];
    }

    public async ValueTask DisposeAsync()
    {
        if (_serve is not null)
        {
            await _serve.DisposeAsync();
        }

        _patience.Dispose();
        if (_ownsDirectory)
        {
            System.IO.Directory.Delete(Directory, recursive: true);
        }
    }
}
