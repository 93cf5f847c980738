using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Mqtt.Choice;
using EdgeLogger.VirtualBench.Boards;
using EdgeLogger.VirtualBench.Cells;

namespace EdgeLogger.VirtualBench.Tests.Boards;

public sealed class BoardFleetTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(6);

    [Fact]
    public async Task Boards_on_a_real_broker_deliver_all_and_the_same_bytes_even_if_the_broker_is_replaced_meanwhile()
    {
        Assert.SkipUnless(MosquittoBroker.FindExecutable() is not null, "mosquitto is not installed: apt-get install mosquitto");
        using CancellationTokenSource patience = new(s_patience);
        string folder = Directory.CreateTempSubdirectory("edgelogger-bench-").FullName;
        try
        {
            BrokerAccounts accounts = BrokerAccounts.Open(Path.Combine(folder, "accounts"));
            List<string> boards = [.. Enumerable.Range(1, 4).Select(i => $"bench-{i}")];
            Dictionary<string, string> passwords = boards.ToDictionary(board => board, accounts.Add);
            BrokerOptions first = new() { Port = 0, DataDirectory = Path.Combine(folder, "broker-1") };
            MosquittoBroker broker = new(first, accounts, TimeProvider.System);
            await broker.StartAsync(patience.Token);
            int port = broker.Port;
            StandInGateway gateway = new(Login(port, "gateway", BrokerAccounts.GatewayUser, accounts.GatewayPassword));
            List<MqttUplinkLink> links = [.. boards.Select(board => new MqttUplinkLink(
                board, Login(port, board, board, passwords[board]), options => MqttLinks.Create(options, TimeProvider.System)))];
            List<VirtualBoard> virtualBoards = [.. boards.Select((board, i) => Make(board, i, links[i]))];
            BoardFleetOptions paced = new() { Speed = 5000, ProgressEvery = TimeSpan.FromMilliseconds(20) };
            BoardFleet bench = new(virtualBoards, paced, TimeProvider.System);

            TaskCompletionSource halfWay = new(TaskCreationOptions.RunContinuationsAsynchronously);
            Task run = bench.RunAsync(
                reports =>
                {
                    if (reports.All(report => report.FramesAcknowledged > 30))
                    {
                        halfWay.TrySetResult();
                    }
                },
                patience.Token);
            await Task.WhenAny(halfWay.Task, run);
            Assert.False(run.IsCompleted);

            // The new broker knows nothing of what the old one had queued.
            await broker.DisposeAsync();
            await using MosquittoBroker second = new(
                first with { Port = port, DataDirectory = Path.Combine(folder, "broker-2") }, accounts, TimeProvider.System);
            await second.StartAsync(patience.Token);
            await run;

            IReadOnlyList<BoardTotals> reports = bench.Reports();
            foreach (MqttUplinkLink link in links)
            {
                await link.DisposeAsync();
            }

            await gateway.DisposeAsync();
            for (int i = 0; i < boards.Count; i++)
            {
                Assert.True(reports[i].IsDone, reports[i].ToString());
                Assert.InRange(reports[i].Connects, 2, 10);
                Assert.Equal(0, reports[i].FramesLost);
                Assert.Equal(reports[i].Frames, reports[i].FramesAcknowledged);
                Assert.Equal(Alone(boards[i], i), gateway.FramesOf(boards[i]));
            }
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Fact]
    public async Task A_wrong_password_is_reported_in_the_report()
    {
        Assert.SkipUnless(MosquittoBroker.FindExecutable() is not null, "mosquitto is not installed: apt-get install mosquitto");
        using CancellationTokenSource patience = new(s_patience);
        string folder = Directory.CreateTempSubdirectory("edgelogger-bench-").FullName;
        try
        {
            BrokerAccounts accounts = BrokerAccounts.Open(Path.Combine(folder, "accounts"));
            accounts.Add("bench-1");
            await using MosquittoBroker broker = new(
                new BrokerOptions { Port = 0, DataDirectory = Path.Combine(folder, "broker") }, accounts, TimeProvider.System);
            await broker.StartAsync(patience.Token);
            await using MqttUplinkLink link = new(
                "bench-1", Login(broker.Port, "bench-1", "bench-1", "guess"), options =>
                MqttLinks.Create(options, TimeProvider.System));
            BoardFleet bench = new([Make("bench-1", 0, link)],
                new BoardFleetOptions { ProgressEvery = TimeSpan.FromMilliseconds(20) }, TimeProvider.System);
            await bench.RunAsync(
                reports =>
                {
                    if (reports[0].LastError.Length > 0)
                    {
                        patience.Cancel();
                    }
                },
                patience.Token);

            Assert.Contains("wrong user name or password", bench.Reports()[0].LastError, StringComparison.Ordinal);
            Assert.Equal(0, bench.Reports()[0].Connects);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static IReadOnlyCollection<byte[]> Alone(string board, int number)
    {
        LoopbackLink link = new(board);
        VirtualBoard alone = Make(board, number, link);
        for (long linkMs = 0; !alone.IsDone; linkMs += 100)
        {
            alone.Advance(long.MaxValue, 10_000);
            alone.StepLink(linkMs);
        }

        return link.Frames;
    }

    private static VirtualBoard Make(string board, int number, Firmware.Seams.IUplinkLink link)
    {
        ModelCell cell = new(new CellChemistry { Spread = 0.02 }, [CyclerPhase.ChargeFirst(2, 1.0)], (ulong)number);
        VirtualBoardOptions options = new()
        {
            BoardId = board,
            Slots = [new VirtualSlotOptions { Cell = cell }],
            Seed = 100 + (ulong)number,
        };
        options.Uplink.ResendAfterMs = 1000;
        return new VirtualBoard(options, link);
    }

    private static MqttLinkOptions Login(int port, string clientId, string user, string password) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        ClientId = clientId,
        Username = user,
        Password = password,
    };
}
