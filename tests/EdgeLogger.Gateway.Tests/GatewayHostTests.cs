using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Harness;
using EdgeLogger.Testing;
using EdgeLogger.Web;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Gateway.Tests;

/// <summary>The parts of a gateway, from their start to their end.</summary>
public sealed class GatewayHostTests : IDisposable
{
    private readonly ScratchDirectory _data = new();
    private readonly LogLines _lines = new();
    private readonly ILoggerFactory _loggers;

    public GatewayHostTests() =>
        _loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(_lines));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _loggers.Dispose();
        _lines.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task Parts_start_from_the_end_of_the_data_path_and_stop_the_other_way_round()
    {
        await using (await StartAsync(new GatewayOptions { DataDirectory = _data, Web = new WebOptions { Port = 0 } }))
        {
        }

        string[] started = Parts("started: ");
        Assert.Equal(
            ["frame log", "broker", "keys", "sinks", "traces", "alerts", "store watch", "results", "mirrors", "session",
                "retained messages", "ingest", "imports", "retention", "damage watch", "page"], started);
        Assert.Equal(started.Reverse(), Parts("stopped: "));
    }

    [Fact]
    public async Task A_part_that_cannot_start_leaves_nothing_running_and_its_sentence_is_the_error()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        GatewayOptions options = new()
        { DataDirectory = _data, Web = new WebOptions { Port = ((IPEndPoint)other.LocalEndpoint).Port } };

        UserErrorException error = await Assert.ThrowsAsync<UserErrorException>(() => StartAsync(options));

        Assert.Contains("The page cannot listen on", error.Message, StringComparison.Ordinal);
        Assert.Equal(Parts("started: ").Append("page").Reverse(), Parts("stopped: "));
        using TcpClient board = new();
        int port = int.Parse((await File.ReadAllLinesAsync(Path.Combine(_data, "broker", OwnBroker.PortFile), Ct))[0],
            System.Globalization.CultureInfo.InvariantCulture);
        await Assert.ThrowsAsync<SocketException>(async () => await board.ConnectAsync(IPAddress.Loopback, port, Ct));
        // The folder is free for the next one.
        await using GatewayHost next = await StartAsync(options with { Web = null });
        Assert.Null(next.Page);
    }

    [Fact]
    public async Task A_broker_that_cannot_start_leaves_the_folder_free()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        GatewayOptions options = new()
        { DataDirectory = _data, Listening = new BrokerListening { Port = ((IPEndPoint)other.LocalEndpoint).Port } };

        UserErrorException error = await Assert.ThrowsAsync<UserErrorException>(() => StartAsync(options));

        Assert.Contains("--port", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("started: keys", _lines.All);
        await using GatewayHost next = await StartAsync(new GatewayOptions { DataDirectory = _data });
    }

    [Fact]
    public async Task Systemd_hears_when_the_gateway_is_ready_and_when_it_stops()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "systemd is Linux's.");
        using Socket systemd = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        systemd.Bind(new UnixDomainSocketEndPoint(_data.File("notify")));
        // A service is known by its parent's name.
        File.CreateSymbolicLink(_data.File("systemd"), "/bin/sh");
        string[] systemdsShell =
            [_data.File("systemd"), "-c", $"export NOTIFY_SOCKET={_data.File("notify")}; \"$@\"; exit $?", "sh"];

        await using ServeProcess serve =
            await ServeProcess.StartAsync(systemdsShell, Directory.CreateDirectory(_data.File("cells")).FullName, Ct).InTime();
        Assert.Equal("READY=1", await HearAsync(systemd));
        Assert.Equal(0, await serve.StopAsync(Ct).InTime());
        Assert.Equal("STOPPING=1", await HearAsync(systemd));
    }

    private static async Task<string> HearAsync(Socket systemd)
    {
        byte[] word = new byte[256];
        return Encoding.UTF8.GetString(word, 0, await systemd.ReceiveAsync(word, Ct).InTime());
    }

    private Task<GatewayHost> StartAsync(GatewayOptions options) =>
        GatewayHost.StartAsync(options, _loggers, TimeProvider.System, Ct).InTime();

    private string[] Parts(string what) =>
        [.. _lines.All.Where(line => line.StartsWith(what, StringComparison.Ordinal)).Select(line => line[what.Length..])];
}
