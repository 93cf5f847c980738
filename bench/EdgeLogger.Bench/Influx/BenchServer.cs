using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Gateway;

namespace EdgeLogger.Bench.Influx;

/// <summary>A real server on free loopback ports with a folder of its own, ended by its process id.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly string _folder;

    private BenchServer(Process process, string folder, Uri address)
    {
        _process = process;
        _folder = folder;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Starts a server and waits until it answers.</summary>
    /// <exception cref="UserErrorException">It ends, or does not answer within a minute.</exception>
    public static async Task<BenchServer> StartAsync(BenchServerKind kind, HttpClient client, TimeProvider time, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("edgelogger-bench-server-").FullName;
        int port = FreePort();
        ProcessStartInfo start = new(kind.Path!) { RedirectStandardError = true, RedirectStandardOutput = true };
        Array.ForEach(kind.Arguments(folder, port, FreePort()), start.ArgumentList.Add);
        Process process = new() { StartInfo = start };
        process.Start();
        // Read, so that the server never waits for a full pipe.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        BenchServer server = new(process, folder, new Uri($"http://127.0.0.1:{port}/"));
        try
        {
            await server.WaitUntilReadyAsync(kind, client, time, cancellationToken).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task WaitUntilReadyAsync(BenchServerKind kind, HttpClient client, TimeProvider time, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < StartTime && !_process.HasExited)
        {
            try
            {
                using HttpResponseMessage answer = await client.GetAsync(new Uri(Address, "ping"), cancellationToken).ConfigureAwait(false);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not up yet.
            }

            await Task.Delay(AskEvery, time, cancellationToken).ConfigureAwait(false);
        }

        throw new UserErrorException($"{kind.Program} does not answer on {Address}; start it by hand to see why.");
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
