using System;
using System.IO;
using System.Threading.Tasks;
using EdgeLogger.Harness;
using EdgeLogger.Mqtt.Brokers;

namespace EdgeLogger.Mqtt.Tests;

/// <summary>mosquitto with a configuration of the test's own.</summary>
internal sealed class TestMosquitto : TestBroker
{
    private readonly string _extraConfiguration;
    private MosquittoProcess? _process;

    private TestMosquitto(string extraConfiguration) => _extraConfiguration = extraConfiguration;

    public override int Port { get; } = FreePort.Find();

    public static Task<TestBroker> StartAsync() => StartAsync("");

    public static async Task<TestBroker> StartAsync(string extraConfiguration)
    {
        var broker = new TestMosquitto(extraConfiguration);
        await broker.StartProcessAsync();
        return broker;
    }

    public override Task KillAsync()
    {
        UnixSignal.Send(_process!.ProcessId, UnixSignal.Kill);
        return Within.Patience(_process.Ended);
    }

    public override async ValueTask DisposeAsync()
    {
        if (!_process!.Ended.IsCompleted)
        {
            await KillAsync();
        }

        _process.Dispose();
        await base.DisposeAsync();
    }

    private async Task StartProcessAsync()
    {
        string access = Path.Combine(Folder.Path, "access");
        await File.WriteAllTextAsync(access, "user gateway\ntopic readwrite el/#\n");
        string configuration = Path.Combine(Folder.Path, "mosquitto.conf");
        await File.WriteAllTextAsync(
            configuration,
            $"""
            allow_anonymous false
            password_file {Accounts.PasswordFile}
            acl_file {access}
            max_packet_size {MaximumPacketSize}
            max_queued_messages 100000
            max_inflight_messages 1000
            log_dest stderr
            log_timestamp false
            {(Environment.IsPrivilegedProcess ? "user root" : "")}
            listener {Port} 127.0.0.1
            {_extraConfiguration}

            """);
        string executable = MosquittoBroker.FindExecutable()
            ?? throw new InvalidOperationException("Install mosquitto to run these tests.");
        var log = new MosquittoLog(_ => { });
        _process = await MosquittoProcess.StartAsync(executable, configuration, log.Take);
        await Within.Patience(Task.WhenAny(log.Running, _process.Ended));
        Assert.False(_process.Ended.IsCompleted, log.LastError);
    }
}
