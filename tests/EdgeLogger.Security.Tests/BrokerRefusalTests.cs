using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using EdgeLogger.Harness;
using EdgeLogger.Mqtt;
using EdgeLogger.RealProcesses;

namespace EdgeLogger.Security.Tests;

/// <summary>What a board may not do is refused by either built-in broker: named, and nobody else disturbed.</summary>
public sealed class BrokerRefusalTests : HostileBoardTest
{
    public static TheoryData<string> Brokers => ["mqttnet", "mosquitto"];

    [Theory, MemberData(nameof(Brokers))]
    public async Task A_board_with_a_wrong_password_is_refused_and_named(string broker)
    {
        await StartAsync(broker);
        MqttRefusedException refused = await Assert.ThrowsAsync<MqttRefusedException>(() => ConnectAsync(Hostile, "wrong"));

        Assert.Contains(Hostile, refused.Message, StringComparison.Ordinal);
        string line = await Serve.WaitForAsync("broker refused Login", Token);
        Assert.Contains(broker == "mosquitto" ? "127.0.0.1" : Hostile, line, StringComparison.Ordinal);
        await HonestFrameIsAcknowledgedAsync();
        Assert.Equal(0, await RefusedCountAsync());
        Assert.True(await BrokerRefusalCountAsync() >= 1);
    }

    [Theory, MemberData(nameof(Brokers))]
    public async Task A_frame_on_another_boards_topic_is_denied_by_the_broker_and_named(string broker)
    {
        await StartAsync(broker);
        // The broker cannot say no at MQTT 3.1.1: the hostile board believes that it was heard.
        await PublishAsync(HostileLink, HonestTopics.Live, Frame(stream: 99, sequence: 1));

        string line = await Serve.WaitForAsync("broker refused Publish", Token);
        Assert.Contains(Hostile, line, StringComparison.Ordinal);
        Assert.Contains(HonestTopics.Live, line, StringComparison.Ordinal);
        await HonestFrameIsAcknowledgedAsync();
        Assert.Equal(0, FramesOf(stream: 99));
    }

    [Theory, MemberData(nameof(Brokers)), Trait("Fault", "56")]
    public async Task A_stray_line_in_the_accounts_is_reported_and_a_board_revoked_later_is_out_at_once(string broker)
    {
        await StartAsync(broker);
        string accounts = Path.Combine(DataFolder, "broker", "accounts");
        string good = await File.ReadAllTextAsync(accounts, Token);
        await File.WriteAllTextAsync(accounts, good + "a stray line\n", Token);
        await WaitForHealthAsync("accounts are not applied");
        await HonestFrameIsAcknowledgedAsync();

        await File.WriteAllTextAsync(accounts, good, Token);
        ProgramResult revoked = await ProgramInProcess.RunAsync(Token, "board", "revoke", Hostile, "--data", DataFolder);
        Assert.Equal(0, revoked.ExitCode);

        await HostileLink.Closed.WaitAsync(Token);
        await HonestFrameIsAcknowledgedAsync();
        Assert.DoesNotContain("accounts are not applied", await HealthAsync(), StringComparison.Ordinal);
    }

    [Fact, Trait("Fault", "62")]
    public async Task Seven_hundred_idle_connections_each_to_broker_and_page_under_a_low_limit_of_handles_leave_the_log_its_own()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "prlimit is a program of Linux");
        await StartAsync("mqttnet", "prlimit", "--nofile=800:800");
        List<Socket> idle = [];
        for (int i = 0; i < 1400; i++)
        {
            Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
            idle.Add(socket);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, i % 2 == 0 ? Serve.BrokerPort : Serve.Page!.Port, Token);
            }
            catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
            {
                // One too many: ended before it was there.
            }
        }

        await Serve.WaitForAsync("too many connections", Token);
        await HonestFrameIsAcknowledgedAsync();
        idle.ForEach(socket => socket.Dispose());
        await HonestFrameIsAcknowledgedAsync();
    }

    [Theory, MemberData(nameof(Brokers))]
    public async Task Two_megabytes_end_the_senders_connection_and_nothing_else(string broker)
    {
        await StartAsync(broker);
        Exception? error = await Record.ExceptionAsync(() => PublishAsync(HostileLink, HostileTopics.Live, new byte[2 << 20]));

        Assert.NotNull(error);
        await HonestFrameIsAcknowledgedAsync();
    }
}
