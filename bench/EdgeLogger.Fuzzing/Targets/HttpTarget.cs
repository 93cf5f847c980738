using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Boards.Commands;
using EdgeLogger.Fuzzing.Generation;
using EdgeLogger.Fuzzing.Parts;
using EdgeLogger.Keys;
using EdgeLogger.Traces;
using EdgeLogger.Web;
using EdgeLogger.Web.Access;
using EdgeLogger.Web.Server;

namespace EdgeLogger.Fuzzing.Targets;

/// <summary>
/// The page and the API, asked by raw bytes on a socket: whatever is asked, no answer is an error of the server's own, and none
/// shows the inside of the program.
/// </summary>
public sealed class HttpTarget : FuzzTarget
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly string[] Paths =
    [
        "/health", "/metrics", "/api/cells", "/api/cells/board-b/0", "/api/cells/board-b/0/cycles",
        "/api/cells/board-b/0/half-cycles", "/api/cells/board-b/0/trends",
        "/api/cells/board-b/0/samples?from=0&to=9&width=100", "/api/cells/board-b/0/samples?rows=10&from=1",
        "/api/cells/board-b/0/export?what=cycles&format=csv&from=1&to=2",
        "/api/cells/board-b/0/export?what=samples&format=bdf", "/api/tests/0000000000000001/curves?cycles=1,5-9",
        "/cells/board-b%20slot%200", "/api/alerts", "/api/alerts/1/evidence.svg?width=300&height=200",
        "/api/boards", "/api/sinks", "/openapi/v1.json",
        "/", "/?q=board&show=alert&sort=-name&group=cohort&view=table", "/slots/board-b/0?tab=cycles&cycles=1,5-9",
        "/tests/board-b%20slot%200/1?from=2026-01-31T12:00:00Z&to=2026-02-01T12:00:00Z",
        "/compare?tests=board-b%20slot%200/1&cohort=x&quantity=efficiency", "/boards",
        "/boards/board-b", "/alarms?show=past&alarm=1",
        "/system", "/sign-in?ReturnUrl=/", "/_blazor/negotiate?negotiateVersion=1",
    ];

    private static readonly byte[][] Corpus =
    [
        .. Paths.Select(path => Request("GET", path, "")),
        Request("POST", "/sign-in?ReturnUrl=/", "name=ada&password=long+enough+words&__RequestVerificationToken=x"),
        Request("POST", "/sign-out", "_=1"),
        Request("POST", "/_blazor/negotiate?negotiateVersion=1", "{}"), Request("POST", "/theme", "theme=dark&back=/"),
    ];

    private readonly Mutator _mutator = new(
        "%00", "%2f", "%ff", "%", "..", "//", "?", "&", "=", "\r\n", "\r\n\r\n", "Content-Length: 5\r\n",
        "Transfer-Encoding: chunked\r\n", "Cookie: theme=", "Accept: */*\r\n", "Range: bytes=0-\r\n",
        "from=", "to=", "width=", "rows=", "slot", "POST", "HEAD", "OPTIONS", "-1", "9223372036854775808", "\u00e4", "e5");

    private readonly GatewayParts _parts = new();
    private readonly PageServer _server;

    public HttpTarget()
    {
        FillAsync().GetAwaiter().GetResult();
        _server = PageServer.StartAsync(new WebOptions { Port = 0 }, View(), default).GetAwaiter().GetResult();
    }

    public override string Name => "http";

    public override bool HasThreads => true;

    /// <summary>A page is made again for each visitor, and an export reads the log.</summary>
    public override long MostBytes(int length) => 512L << 20;

    public override byte[] Make(FuzzRandom random) => _mutator.Mutate(Corpus, random);

    public override bool Try(byte[] input)
    {
        string answer = AskAsync(input).GetAwaiter().GetResult();
        if (answer.Length == 0)
        {
            return false;
        }

        int status = StatusOf(answer);
        FuzzException.Unless(status is < 500 or 501 or 503 or 505, $"The answer is {status}:\n{answer}");
        FuzzException.Unless(
            !answer.Contains("Exception", StringComparison.Ordinal) && !answer.Contains("\n   at ", StringComparison.Ordinal),
            $"The answer shows the inside of the program:\n{answer}");
        return status < 400;
    }

    protected override void Dispose(bool isDisposing)
    {
        _server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _parts.DisposeAsync().AsTask().GetAwaiter().GetResult();
        base.Dispose(isDisposing);
    }

    private static byte[] Request(string method, string path, string body) => Encoding.UTF8.GetBytes(
        $"{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        + (body.Length > 0 ? $"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n" : "")
        + $"\r\n{body}");

    private static int StatusOf(string answer) =>
        answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && answer.Length > 12
        && int.TryParse(answer.AsSpan(9, 3), out int status) ? status : 0;

    private async Task<string> AskAsync(byte[] request)
    {
        using CancellationTokenSource patience = new(Patience, TimeProvider.System);
        using TcpClient client = new();
        await client.ConnectAsync("127.0.0.1", _server.Url.Port, patience.Token);
        NetworkStream stream = client.GetStream();
        try
        {
            await stream.WriteAsync(request, patience.Token);
            client.Client.Shutdown(SocketShutdown.Send);
            MemoryStream answer = new();
            await stream.CopyToAsync(answer, patience.Token);
            return Encoding.UTF8.GetString(answer.GetBuffer(), 0, (int)answer.Length);
        }
        catch (IOException)
        {
            // The server has closed the connection: its right.
            return "";
        }
    }

    private async Task FillAsync()
    {
        await _parts.Source.Deliver(HonestBoard.Topics.Schema, HonestBoard.Schema);
        await _parts.Source.Deliver(HonestBoard.Topics.State, Encoding.UTF8.GetBytes(Documents.State(1)));
        await Task.WhenAll(HonestBoard.Make().Select(frame => _parts.Source.Deliver(HonestBoard.Topics.Live, frame)));
    }

    private GatewayView View() => new()
    {
        Derivation = _parts.Derivation,
        Book = _parts.Cells,
        Alerts = _parts.Alerts,
        DataDirectory = _parts.DataDirectory,
        OpenTraces = () => new TraceReader(_parts.DataDirectory, _parts.Traces, _parts.Derivation.Store),
        Status = () => new GatewayStatus(true, [], 3, 4),
        Broker = new BrokerAddress("10.0.0.5", "127.0.0.1", 1883, IsOwn: true),
        Boards = () =>
            [new BoardView(HonestBoard.Name, 1_700_000_000_000, false, JsonDocument.Parse(Documents.State(1)).RootElement)],
        Commands = new BoardCommands(new AnsweringWire(), BoardKeys.None, TimeProvider.System),
        Sinks = () => [],
        Counts = () => new GatewayCounts(9, 3, 1, 180, 900, 2, [("bad-crc", 4)]),
        Access = AccessBook.Open(_parts.DataDirectory),
        Audit = new AuditLog(_parts.DataDirectory, TimeProvider.System),
        Time = TimeProvider.System,
    };
}
