using System;
using System.Diagnostics;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Harness;

namespace EdgeLogger.Testing.Receivers;

/// <summary>A mosquitto on a free loopback port that lets anybody in.</summary>
public sealed class MosquittoServer : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-mosquitto-").FullName;
    private readonly Process _process;

    private MosquittoServer()
    {
        string configuration = Path.Combine(_directory, "mosquitto.conf");
        File.WriteAllText(configuration, $"listener {Port} 127.0.0.1\nallow_anonymous true\n");
        string program = File.Exists("/usr/sbin/mosquitto") ? "/usr/sbin/mosquitto" : "mosquitto";
        _process = Process.Start(new ProcessStartInfo(program) { ArgumentList = { "-c", configuration }, RedirectStandardError = true })!;
    }

    public int Port { get; } = FreePort.Find();

    /// <summary>Starts one, and waits until it listens.</summary>
    public static async Task<MosquittoServer> StartAsync(CancellationToken cancellationToken)
    {
        MosquittoServer server = new();
        while (true)
        {
            try
            {
                using TcpClient client = new();
                await client.ConnectAsync("127.0.0.1", server.Port, cancellationToken);
                return server;
            }
            catch (SocketException) when (!server._process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(_directory, recursive: true);
    }
}
