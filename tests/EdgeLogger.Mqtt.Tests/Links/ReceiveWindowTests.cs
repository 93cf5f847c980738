using System;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace EdgeLogger.Mqtt.Tests.Links;

/// <summary>What a broker may send before the system makes it wait, whatever the program on this side is busy with.</summary>
public sealed class ReceiveWindowTests
{
    // struct tcp_info of linux/tcp.h: tcpi_snd_wnd, from Linux 5.4.
    private const int Tcp = 6;
    private const int TcpInfo = 11;
    private const int SendWindowAt = 228;

    public static TheoryData<string> OneOfEach => [Stage.GatewayClient, Stage.BoardClient];

    [Theory, MemberData(nameof(OneOfEach))]
    public async Task A_broker_may_send_a_hundred_frames_at_once_not_the_few_that_a_buffer_of_8_KiB_holds(string client)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux reports the other side's window.");
        using TcpListener broker = new(IPAddress.Loopback, 0);
        broker.Start();
        MqttLinkOptions options = new()
        { Host = "127.0.0.1", Port = ((IPEndPoint)broker.LocalEndpoint).Port, ClientId = "window" };
        await using IMqttLink link = Stage.Link(client, options);
        Task<bool> connecting = link.ConnectAsync(TestContext.Current.CancellationToken);
        using Socket accepted = await broker.AcceptSocketAsync(TestContext.Current.CancellationToken);
        await accepted.SendAsync(Stage.Connack(client), TestContext.Current.CancellationToken);
        await Within.Patience(connecting);

        byte[] info = new byte[256];
        int length = accepted.GetRawSocketOption(Tcp, TcpInfo, info);
        Assert.SkipUnless(length >= SendWindowAt + 4, "This kernel does not report the window.");
        Assert.InRange(BinaryPrimitives.ReadUInt32LittleEndian(info.AsSpan(SendWindowAt)), 40_000U, uint.MaxValue);
    }
}
