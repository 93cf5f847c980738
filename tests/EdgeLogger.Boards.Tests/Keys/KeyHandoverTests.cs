using System;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Boards.Configuration;
using EdgeLogger.Boards.Serial;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.Keys;
using EdgeLogger.Testing;
using EdgeLogger.VirtualBench.Boards;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.Flash;
using EdgeLogger.VirtualBench.Serial;

namespace EdgeLogger.Boards.Tests.Keys;

/// <summary>A virtual board at a pseudo-terminal of this process, and what `board provision` does to it over the cable.</summary>
public sealed class KeyHandoverTests : IAsyncDisposable
{
    private const string Board = "bench-01";

    private readonly ScratchDirectory _folder = new();
    private readonly MemoryFlash _settings = new(ConfigStore.Segments, ConfigStore.LeastSegmentLength);
    private readonly MemoryFlash _ring = new(32, 65536);
    private CancellationTokenSource _stopping = new();
    private readonly BoardKeys _keys;
    private PseudoTerminal? _terminal;
    private ProvisionedBoard? _board;
    private SerialBoard? _serial;
    private Task _living = Task.CompletedTask;

    public KeyHandoverTests() => _keys = BoardKeys.Open(_folder.Path);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_blank_board_gets_its_key_with_its_first_configuration_and_another_one_when_it_is_provisioned_again()
    {
        Start();
        Provisioner provisioner = new(_serial!, TimeProvider.System);
        KeyHandover handover = new(_serial!, _keys);
        Assert.False((await provisioner.StateAsync(Board, Token)).IsAuthenticated);
        BoardException blank = await Assert.ThrowsAsync<BoardException>(() => handover.GiveAsync(Board, Token));
        Assert.Contains("has no configuration yet", blank.Message, StringComparison.Ordinal);
        Assert.Null(_keys.Find(Board));

        int version = await provisioner.WriteAsync(new ProvisionOptions { Board = Board, BrokerHost = "127.0.0.1" }, Token);
        Assert.True(await provisioner.WaitForStartAsync(Board, version, Soon.Patience, Token));
        Assert.Equal(0, await handover.GiveAsync(Board, Token));
        byte[] first = _keys.Find(Board)!.Copy();
        Assert.True((await provisioner.StateAsync(Board, Token)).IsAuthenticated);
        Assert.Equal(0, await handover.GiveAsync(Board, Token));
        Assert.NotEqual(first, _keys.Find(Board)!.Copy());

        await StopAsync();
        Assert.Equal(_keys.Find(Board)!.Copy(), new BoardConfiguration(_settings, ResetReason.PowerOn, "").Settings.Key);
        ExpectTheRingsFrames(Authenticity.Good);
    }

    [Fact]
    public async Task A_board_whose_key_is_taken_away_goes_on_as_one_that_never_had_one()
    {
        Configure("""[{"slot":0}]""");
        Start();
        KeyHandover handover = new(_serial!, _keys);
        await handover.GiveAsync(Board, Token);
        await handover.TakeAsync(Board, Token);
        Assert.Null(_keys.Find(Board));
        Assert.False((await new Provisioner(_serial!, TimeProvider.System).StateAsync(Board, Token)).IsAuthenticated);
    }

    [Fact]
    public async Task Frames_of_a_slot_that_the_configuration_does_not_name_are_reported_when_a_key_is_handed_over()
    {
        Configure("""[{"slot":0},{"slot":2}]""");
        Start();
        await StopAsync();
        byte[] less = Document(2, """[{"slot":0}]""");
        BoardConfiguration configuration = new(_settings, ResetReason.PowerOn, "");
        Assert.Equal("", configuration.Set(less, less.Length));
        new BoardConfiguration(_settings, ResetReason.Software, "").Step(0, true);
        Start();
        Assert.Equal(1, await new KeyHandover(_serial!, _keys).GiveAsync(Board, Token));
    }

    private static byte[] Document(int version, string slots) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["v"] = 1,
        ["version"] = version,
        ["board"] = Board,
        ["broker"] = new JsonObject { ["host"] = "127.0.0.1" },
        ["slots"] = JsonNode.Parse(slots),
    }.ToJsonString());

    private void Configure(string slots)
    {
        byte[] document = Document(1, slots);
        Assert.Equal("", new BoardConfiguration(_settings, ResetReason.PowerOn, "").Set(document, document.Length));
    }

    private void Start()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pseudo-terminals need Linux.");
        _terminal = new PseudoTerminal();
        _board = new ProvisionedBoard(new ProvisionedBoardOptions
        {
            SettingsFlash = _settings,
            Flash = _ring,
            Serial = _terminal,
            Cells = [.. Enumerable.Range(0, 4).Select(_ => new SuppliedCell { VoltageV = 3.7 })],
            Connect = _ => new NoLink(),
            Seed = 5,
        }, TimeProvider.System);
        _living = Task.Run(() => _board.RunAsync(_stopping.Token), CancellationToken.None);
        _serial = SerialBoard.Open(_terminal.Path, TimeProvider.System);
    }

    private async Task StopAsync()
    {
        if (_board is null)
        {
            return;
        }

        await _serial!.DisposeAsync();
        await _stopping.CancelAsync();
        await _living;
        _stopping.Dispose();
        _stopping = new CancellationTokenSource();
        _board.Dispose();
        _terminal!.Dispose();
        _board = null;
    }

    // Everything that the board ever made, under whatever key, is in its flash.
    private void ExpectTheRingsFrames(Authenticity expected)
    {
        byte[] frame = new byte[EdgeLogger.Frames.FrameLayout.MaxFrameLength];
        int count = 0;
        for (int slot = 0; slot < 4; slot++)
        {
            EdgeLogger.Firmware.Storage.FrameRing ring = new(new EdgeLogger.Firmware.Storage.FlashPartition(_ring, slot * 8, 8));
            Assert.True(ring.Mount(1));
            for (uint sequence = 1; sequence < ring.NextSequence; sequence++)
            {
                Assert.True(ring.TryRead(sequence, frame, out int length));
                Assert.Equal(expected, _keys.Find(Board)!.CheckFrame(frame.AsSpan(0, length)));
                count++;
            }
        }

        Assert.True(count >= 8, $"{count} frames");
    }

    private sealed class NoLink : IUplinkLink
    {
        public LinkState State => LinkState.Down;

        public string LastError => "";

        public void BeginConnect(byte[] will)
        {
        }

        public bool TryPublish(string topic, byte[] payload, int length, bool retain) => false;

        public bool TryReceive(InboundMessage into) => false;

        public void Close()
        {
        }
    }
}
