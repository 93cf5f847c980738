using System;
using System.Diagnostics;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Harness;

/// <summary>A real server on a free loopback port with a folder of its own, ended by its process id.</summary>
public sealed class RealServer(ServerKind kind) : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(20);

    private readonly string _folder = Directory.CreateTempSubdirectory("edgelogger-server-").FullName;
    private readonly StringBuilder _output = new();
    private Process? _process;

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort.Find()}/");

    /// <summary>Starts it, or starts it again on the same port and data, and waits until it answers.</summary>
    /// <param name="client">Asks it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">It ended, or does not answer.</exception>
    public async Task StartAsync(HttpClient client, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new(kind.Program) { RedirectStandardError = true, RedirectStandardOutput = true };
        Array.ForEach(kind.Arguments(_folder, Address.Port), start.ArgumentList.Add);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await WaitUntilReadyAsync(client, cancellationToken);
    }

    /// <summary>Ends it at once, as a power loss would.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
            _process = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task WaitUntilReadyAsync(HttpClient client, CancellationToken cancellationToken)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (!_process!.HasExited && TimeProvider.System.GetElapsedTime(started) < StartTime)
        {
            try
            {
                using HttpResponseMessage answer = await client.GetAsync(new Uri(Address, "ping"), cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not up yet.
            }

            await Task.Delay(AskEvery, TimeProvider.System, cancellationToken);
        }

        throw new IOException($"{kind.Program} does not answer on {Address}. It says: {_output.Replace('\n', ' ')}");
    }

    private void Note(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
