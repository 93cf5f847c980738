using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Bench.Commands;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.Gateway;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Harness;
using EdgeLogger.Keys;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Mqtt.Choice;
using EdgeLogger.RealProcesses;
using EdgeLogger.Testing;
using EdgeLogger.Topics;
using EdgeLogger.VirtualBench.Boards;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.Flash;
using EdgeLogger.VirtualBench.Serial;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>A name, or the link to a port, that another board has already.</summary>
public sealed class TakenNameTests : IDisposable
{
    private const string Board = "bench-01";

    private readonly ScratchDirectory _folder = new();

    public TakenNameTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Pseudo-terminals need Linux.");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_blank_board_gets_the_name_of_one_that_has_a_key_only_when_it_is_to_take_its_place()
    {
        BoardKeys keys = BoardKeys.Open(DataDirectory.Broker(Data));
        keys.AddAll([Board]);
        string before = await File.ReadAllTextAsync(keys.File, Token);
        await using BlankBoard blank = new();

        ProgramResult refused = await ProvisionAsync(blank);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains($"there is a board {Board} already: it has a key here. Nothing was changed.", refused.Errors,
            StringComparison.Ordinal);
        Assert.Contains("add --replace", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(keys.File, Token));
        Assert.False(File.Exists(Path.Combine(DataDirectory.Broker(Data), "accounts")));

        ProgramResult replaced = await ProvisionAsync(blank, "--replace");
        Assert.Equal((0, ""), (replaced.ExitCode, replaced.Errors));
        Assert.Contains($"{Board} has a new key", replaced.Output, StringComparison.Ordinal);
        // What the new board made before it had a key was signed with none, not with the old board's.
        using (JsonDocument file = JsonDocument.Parse(await File.ReadAllTextAsync(keys.File, Token)))
        {
            JsonElement earlier = Assert.Single(file.RootElement.GetProperty("boards").GetProperty(Board).GetProperty("earlier")
                .EnumerateArray());
            Assert.Equal("", earlier.GetProperty("key").GetString());
            Assert.NotEmpty(earlier.GetProperty("below").EnumerateObject());
        }

        ProgramResult again = await ProvisionAsync(blank);
        Assert.Equal((0, ""), (again.ExitCode, again.Errors));
    }

    [Fact]
    public async Task A_blank_board_does_not_get_the_name_of_one_that_is_online_without_a_key()
    {
        Directory.CreateDirectory(Data);
        await using GatewayHost gateway = await GatewayHost.StartAsync(
            new GatewayOptions { DataDirectory = Data }, NullLoggerFactory.Instance, TimeProvider.System, Token);
        await using (IMqttLink link = MqttLinks.Create(
            gateway.Broker!.GatewayLink() with { ClientId = "other", Username = BrokerAccounts.CommandUser(7) },
            TimeProvider.System))
        {
            await link.ConnectAsync(Token).InTime();
            await link.PublishAsync(new BoardTopics(Board).State, """{"v":1,"online":true}"""u8.ToArray(), MqttQos.AtLeastOnce, retain: true, Token);
        }

        await using BlankBoard blank = new();
        ProgramResult refused = await ProvisionAsync(blank);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains($"there is a board {Board} already: it is online. Nothing was changed.", refused.Errors,
            StringComparison.Ordinal);
        Assert.Empty(gateway.Broker!.Accounts.Boards);
    }

    [Fact]
    public void A_link_to_a_port_in_use_is_refused_by_the_process_that_has_it_and_stays()
    {
        using PseudoTerminal first = new();
        using PseudoTerminal second = new();
        string path = _folder.File("port");
        using PortLink link = PortLink.Make(path, first.Path);

        UserErrorException refused = Assert.Throws<UserErrorException>(() => PortLink.Make(path, second.Path));

        // Programs that other tests start may have inherited the port: any of those that hold it may be named.
        Assert.Matches($@"^{Regex.Escape($"{path} leads to {first.Path}, which is in use by process ")}\d+\.", refused.Message);
        Assert.Contains("give another name with --link", refused.Message, StringComparison.Ordinal);
        Assert.Equal(first.Path, new FileInfo(path).LinkTarget);
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_replaced_and_goes_at_the_end_unless_it_is_anothers_by_then()
    {
        using PseudoTerminal terminal = new();
        string path = _folder.File("port");
        File.CreateSymbolicLink(path, "/dev/pts/no-such-port");
        using (PortLink.Make(path, terminal.Path))
        {
            Assert.Equal(terminal.Path, new FileInfo(path).LinkTarget);
        }

        Assert.Null(new FileInfo(path).LinkTarget);
        using (PortLink.Make(path, terminal.Path))
        {
            File.Delete(path);
            File.CreateSymbolicLink(path, "/dev/pts/another");
        }

        Assert.Equal("/dev/pts/another", new FileInfo(path).LinkTarget);
    }

    [Fact]
    public void A_file_that_is_not_a_link_is_left_alone()
    {
        string path = _folder.File("port");
        File.WriteAllText(path, "mine");
        Assert.Contains("is not a link", Assert.Throws<UserErrorException>(() => PortLink.Make(path, "/dev/pts/1")).Message,
            StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(path));
    }

    [Fact]
    public async Task A_virtual_board_without_a_terminal_runs_on_when_its_input_has_ended_until_a_signal()
    {
        await using SpokenProcess board = SpokenProcess.Start("board", "virtual", "--link", _folder.File("port"));
        await board.WaitForAsync("serial port:", Token);
        await board.TypeAsync("0 4.2 0.002");
        board.EndInput();
        await board.WaitForAsync("supplied: 0 4.2 0.002", Token);

        ProgramResult provisioned = await ProgramInProcess.RunAsync(
            Token, "board", "provision", "--port", _folder.File("port"), "--board", Board, "--broker", "127.0.0.1", "--wait", "0",
            "--data", Data);

        Assert.Equal((0, ""), (provisioned.ExitCode, provisioned.Errors));
        Assert.Equal(0, await board.TerminateAsync(Token));
        Assert.Null(new FileInfo(_folder.File("port")).LinkTarget);
    }

    private Task<ProgramResult> ProvisionAsync(BlankBoard blank, params string[] options) => ProgramInProcess.RunAsync(
        Token, ["board", "provision", "--port", blank.Port, "--board", Board, "--broker", "127.0.0.1", "--broker-port", "9",
            "--wait", "0", "--data", Data, .. options]);

    /// <summary>A blank virtual board at a pseudo-terminal of this process.</summary>
    private sealed class BlankBoard : IAsyncDisposable
    {
        private readonly PseudoTerminal _terminal = new();
        private readonly CancellationTokenSource _stopping = new();
        private readonly ProvisionedBoard _board;
        private readonly Task _running;

        public BlankBoard()
        {
            _board = new ProvisionedBoard(new ProvisionedBoardOptions
            {
                SettingsFlash = new MemoryFlash(ConfigStore.Segments, ConfigStore.LeastSegmentLength),
                Flash = new MemoryFlash(32, 65536),
                Serial = _terminal,
                Cells = [.. Enumerable.Range(0, 4).Select(_ => new SuppliedCell { VoltageV = 3.7 })],
                Connect = running => new MqttUplinkLink(running.BoardId,
                    MqttLinkOptions.ForBoard(running.BrokerHost, running.BrokerPort, running.BoardId, running.Password),
                    options => MqttLinks.Create(options, TimeProvider.System)),
                Seed = 5,
            }, TimeProvider.System);
            _running = _board.RunAsync(_stopping.Token);
        }

        public string Port => _terminal.Path;

        public async ValueTask DisposeAsync()
        {
            await _stopping.CancelAsync();
            await _running;
            _board.Dispose();
            _terminal.Dispose();
            _stopping.Dispose();
        }
    }
}
