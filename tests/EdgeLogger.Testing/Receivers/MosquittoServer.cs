using System;
using System.Collections.Concurrent;
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
    private const int Attempts = 5;

    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-mosquitto-").FullName;
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly Process _process;

    private MosquittoServer(string program)
    {
        string configuration = Path.Combine(_directory, "mosquitto.conf");
        string root = Environment.IsPrivilegedProcess ? "user root\n" : "";
        File.WriteAllText(configuration, $"{root}listener {Port} 127.0.0.1\nallow_anonymous true\n");
        _process = Process.Start(new ProcessStartInfo(program, ["-c", configuration]) { RedirectStandardError = true })!;
        // Read, so that it never waits for a full pipe.
        _process.ErrorDataReceived += (_, line) => _errors.Enqueue(line.Data ?? "");
        _process.BeginErrorReadLine();
    }

    public int Port { get; } = FreePort.Find();

    /// <summary>Starts one, and waits until it listens; skips the test where it is not installed.</summary>
    public static async Task<MosquittoServer> StartAsync(CancellationToken cancellationToken)
    {
        string? program = Array.Find(["/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto",
            "/opt/homebrew/sbin/mosquitto"], File.Exists);
        Assert.SkipWhen(program is null, "mosquitto is not installed (Debian package mosquitto).");
        for (int attempt = 1; ; attempt++)
        {
            MosquittoServer server = new(program);
            if (await server.ListensAsync(cancellationToken))
            {
                return server;
            }

            await server.DisposeAsync();
            Assert.True(attempt < Attempts,
                $"mosquitto ended {Attempts} times before it listened: {string.Join(' ', server._errors)}");
        }
    }

    /// <summary>Waits until it listens; false if it has ended, since its port was taken in the meantime, for example.</summary>
    private async Task<bool> ListensAsync(CancellationToken cancellationToken)
    {
        while (!_process.HasExited)
        {
            try
            {
                using TcpClient client = new();
                await client.ConnectAsync("127.0.0.1", Port, cancellationToken);
                return true;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
            }
        }

        return false;
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
