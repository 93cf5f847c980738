using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Harness;
using EdgeLogger.Mqtt;

namespace EdgeLogger.Mirrors.Tests;

/// <summary>A real mosquitto on a free loopback port, as a lab runs it, ended by its process id.</summary>
internal sealed class LabBroker : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mirror-broker-").FullName;
    private Process? _process;

    public int Port { get; } = FreePort.Find();

    public static async Task<LabBroker> StartAsync()
    {
        string? program = Array.Find(["/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto", "/opt/homebrew/sbin/mosquitto"], File.Exists);
        Assert.SkipWhen(program is null, "mosquitto is not installed (Debian package mosquitto).");
        LabBroker broker = new();
        string configuration = Path.Combine(broker._folder, "mosquitto.conf");
        string root = Environment.IsPrivilegedProcess ? "user root\n" : "";
        await File.WriteAllTextAsync(configuration, string.Create(CultureInfo.InvariantCulture, $"{root}allow_anonymous true\nlistener {broker.Port} 127.0.0.1\n"));
        broker._process = Process.Start(new ProcessStartInfo(program, ["-c", configuration]) { RedirectStandardError = true })!;
        broker._process.BeginErrorReadLine();
        return broker;
    }

    public MqttLinkOptions Link(string clientId) => new() { Host = "127.0.0.1", Port = Port, ClientId = clientId };

    /// <summary>A client that is connected and subscribed.</summary>
    public async Task<IMqttLink> ListenAsync(string clientId, params string[] filters)
    {
        for (int attempt = 0; ; attempt++)
        {
            IMqttLink link = MqttLinks.Create(Link(clientId) with { CleanStart = true }, TimeProvider.System);
            try
            {
                await link.ConnectAsync(CancellationToken.None);
                foreach (string filter in filters)
                {
                    await link.SubscribeAsync(filter, CancellationToken.None);
                }

                return link;
            }
            catch (MqttUnreachableException) when (attempt < 200)
            {
                // Not up yet.
                await link.DisposeAsync();
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
