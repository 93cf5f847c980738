using System;
using System.Diagnostics;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Testing.Receivers;

namespace EdgeLogger.Testing.Servers;

/// <summary>A real server on free loopback ports with a directory of its own, ended by its process id.</summary>
public abstract class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);

    private readonly string _program;
    private readonly StringBuilder _output = new();
    private Process? _process;

    protected ServerProcess(string program)
    {
        _program = program;
        DataDirectory = Directory.CreateTempSubdirectory("sink-server-").FullName;
        Server = new Uri($"http://127.0.0.1:{FreePort.Find()}/");
    }

    public Uri Server { get; }

    protected HttpClient Http { get; } = new();

    protected string DataDirectory { get; }

    /// <summary>Starts it, or starts it again on the same port and data.</summary>
    public async Task StartAsync()
    {
        ProcessStartInfo start = new(_program) { RedirectStandardError = true, RedirectStandardOutput = true };
        Array.ForEach(Arguments(), start.ArgumentList.Add);
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{_program} did not start.");
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await WaitUntilReadyAsync();
    }

    /// <summary>Ends it at once, as a power loss would.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Makes a database, where the server wants one made.</summary>
    public virtual Task CreateDatabaseAsync(string database) => Task.CompletedTask;

    /// <summary>Everything in a database, through the server's own query API.</summary>
    public abstract Task<ServerContent> ReadAsync(string database);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }

        Http.Dispose();
        Directory.Delete(DataDirectory, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected abstract string[] Arguments();

    /// <summary>Skips the test where the program is not installed.</summary>
    protected static void Require(string program, string package) => Assert.SkipUnless(
        Array.Exists((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), folder => File.Exists(Path.Combine(folder, program))),
        $"{program} is not installed (Debian package {package}).");

    private async Task WaitUntilReadyAsync()
    {
        long started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                using HttpResponseMessage answer = await Http.GetAsync(new Uri(Server, "ping"));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (!_process!.HasExited && TimeProvider.System.GetElapsedTime(started) < StartTime)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
            }
            catch (HttpRequestException)
            {
                throw new InvalidOperationException($"{_program} does not answer on {Server}. It says: {_output}");
            }
        }
    }

    private void Note(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
