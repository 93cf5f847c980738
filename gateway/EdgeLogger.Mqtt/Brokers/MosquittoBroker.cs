using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Files;

namespace EdgeLogger.Mqtt.Brokers;

/// <summary>
/// The broker as a supervised mosquitto: its configuration, password file and access list are ours, it is started again if it
/// dies, and it never outlives the gateway.
/// </summary>
public sealed class MosquittoBroker : IBroker
{
    private const int AttemptsAtFreePort = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Steady = TimeSpan.FromMinutes(1);

    private readonly BrokerOptions _options;
    private readonly BrokerAccounts _accounts;
    private readonly TimeProvider _timeProvider;
    private readonly MosquittoFiles _files;
    private readonly CancellationTokenSource _stopping = new();
    private IDisposable? _lock;
    private string _executable = "";
    private MosquittoLog _log;
    private MosquittoProcess? _process;
    private Task _supervision = Task.CompletedTask;
    private int _disposed;

    public MosquittoBroker(BrokerOptions options, BrokerAccounts accounts, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _accounts = accounts;
        _timeProvider = timeProvider;
        _files = new MosquittoFiles(options.DataDirectory);
        _log = new MosquittoLog(Raise);
    }

    /// <inheritdoc/>
    public event Action<BrokerRefusal>? Refused;

    /// <summary>
    /// Raised when mosquitto ended by itself and when it cannot be started again, with the reason. From any thread.
    /// </summary>
    public event Action<string>? Died;

    /// <inheritdoc/>
    public int Port { get; private set; }

    /// <inheritdoc/>
    public int? TlsPort { get; private set; }

    /// <inheritdoc/>
    public string Description => _log.Description;

    /// <summary>mosquitto's process id while it runs; 0 otherwise.</summary>
    public int ProcessId => _process?.ProcessId ?? 0;

    /// <summary>Where mosquitto is installed, or null.</summary>
    public static string? FindExecutable()
    {
        // Debian keeps it in /usr/sbin, which is not on every user's path.
        string path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(["/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin"])
            .Select(folder => Path.Combine(folder, "mosquitto"))
            .FirstOrDefault(File.Exists);
    }

    /// <inheritdoc/>
    /// <exception cref="BrokerException">mosquitto is missing, the folder is in use, or a port is taken.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _executable = OperatingSystem.IsWindows() ? throw NotOnWindows() : FindExecutable() ?? throw Missing();
        Directory.CreateDirectory(_options.DataDirectory);
        _lock = PrivateFile.TryLock(_files.Lock)
            ?? throw new BrokerException($"another gateway uses the broker folder '{_options.DataDirectory}': stop it first.");

        await StaleMosquitto.EndAsync(_files, _timeProvider, cancellationToken).ConfigureAwait(false);
        await StartFirstAsync(cancellationToken).ConfigureAwait(false);
        _supervision = SuperviseAsync();
    }

    /// <inheritdoc/>
    public async Task ReloadAccountsAsync(CancellationToken cancellationToken)
    {
        _accounts.Reload();
        if (_process is { } process)
        {
            // mosquitto is single-threaded: anyone who connects after this line in its log meets the new accounts.
            Task reloaded = _log.NextReload();
            process.Signal(UnixSignal.Hangup);
            await reloaded.WaitAsync(Patience, _timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await _supervision.ConfigureAwait(false);
        if (_process is { } process)
        {
            await StopAsync(process).ConfigureAwait(false);
        }

        _lock?.Dispose();
        _stopping.Dispose();
    }

    private static BrokerException Missing() => new(
        "mosquitto is not installed. Install it (Debian, Ubuntu: apt install mosquitto; Fedora: dnf install mosquitto; "
        + "macOS: brew install mosquitto), or take --broker mqttnet, or a broker of your own with --mqtt URL.");

    private static BrokerException NotOnWindows() => new(
        "The gateway cannot supervise mosquitto on Windows: take --broker mqttnet, or run mosquitto as a service and give "
        + "its address with --mqtt URL.");

    // mosquitto does not say which of its ports is taken.
    private static int Probe(string address, int port, bool isTls)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Parse(address), port);
            probe.Start();
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }
        catch (SocketException error)
        {
            throw BrokerException.CannotListen(address, port, isTls, error);
        }
    }

    private async Task StartFirstAsync(CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            Port = Probe(_options.Address, _options.Port, isTls: false);
            TlsPort = _options.Tls is { } tls ? Probe(tls.Address, tls.Port, isTls: true) : null;
            try
            {
                await StartProcessAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (BrokerException) when ((_options.Port == 0 || _options.Tls?.Port == 0) && attempt < AttemptsAtFreePort)
            {
                // Someone else took the free port in between.
            }
        }
    }

    private async Task StartProcessAsync(CancellationToken cancellationToken)
    {
        _files.Write(_options, _accounts, Port, TlsPort);
        var log = new MosquittoLog(Raise);
        MosquittoProcess process =
            await MosquittoProcess.StartAsync(_executable, _files.Configuration, log.Take).ConfigureAwait(false);
        try
        {
            Task first = await Task.WhenAny(log.Running, process.Ended)
                .WaitAsync(Patience, _timeProvider, cancellationToken).ConfigureAwait(false);
            if (first == process.Ended)
            {
                throw new BrokerException(
                    $"mosquitto does not start on {_options.Address}:{Port} with {_files.Configuration}: {log.LastError}");
            }
        }
        catch (Exception e)
        {
            await StopAsync(process).ConfigureAwait(false);
            if (e is TimeoutException)
            {
                throw new BrokerException($"mosquitto was not ready within {Patience.TotalSeconds:0} s: {log.LastError}", e);
            }

            throw;
        }

        _log = log;
        _process = process;
    }

    private async Task SuperviseAsync()
    {
        TimeSpan pause = FirstPause;
        try
        {
            while (true)
            {
                long started = _timeProvider.GetTimestamp();
                int code = await _process!.Ended.WaitAsync(_stopping.Token).ConfigureAwait(false);
                _process.Dispose();
                _process = null;
                pause = _timeProvider.GetElapsedTime(started) > Steady ? FirstPause : pause;
                Died?.Invoke($"mosquitto ended with code {code}. {_log.LastError}");
                while (_process == null)
                {
                    await Task.Delay(pause, _timeProvider, _stopping.Token).ConfigureAwait(false);
                    pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                    await RestartAsync().ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task RestartAsync()
    {
        try
        {
            await StartProcessAsync(_stopping.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever it is: it is reported, and tried again.
        catch (Exception e) when (!_stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Died?.Invoke(e.Message);
        }
    }

    private async Task StopAsync(MosquittoProcess process)
    {
        process.Signal(UnixSignal.Terminate);
        try
        {
            await process.Ended.WaitAsync(Patience, _timeProvider).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            process.Kill();
            await process.Ended.ConfigureAwait(false);
        }

        process.Dispose();
    }

    private void Raise(BrokerRefusal refusal) => Refused?.Invoke(refusal);
}
