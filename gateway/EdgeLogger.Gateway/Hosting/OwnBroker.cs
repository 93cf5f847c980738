using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Files;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Mqtt.Brokers.Certificates;
using EdgeLogger.Mqtt.Choice;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>
/// The gateway's built-in broker: its accounts, applied when `edgelogger board` changes them, its certificate, and its refusals,
/// counted and named in the log.
/// </summary>
internal sealed class OwnBroker : IAsyncDisposable
{
    /// <summary>
    /// The file in the broker's folder that gives commands that speak with boards its port, and in a second line its address.
    /// </summary>
    public const string PortFile = "port";

    private static readonly TimeSpan AccountsEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SameRefusalEvery = TimeSpan.FromMinutes(1);
    private const int RefusalsRemembered = 1000;

    private readonly IBroker _broker;
    private readonly ILogger<OwnBroker> _logger;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, (long At, long Since)> _reported = [];
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stopping = new();
    private IReadOnlyList<string> _applied;
    private Task _watching = Task.CompletedTask;
    private CertificateWatch? _certificate;
    private long _refusals;
    private volatile string _accountsProblem = "";

    private OwnBroker(IBroker broker, BrokerAccounts accounts, ILogger<OwnBroker> logger, TimeProvider time)
    {
        _broker = broker;
        Accounts = accounts;
        _applied = accounts.Boards;
        _logger = logger;
        _time = time;
        broker.Refused += OnRefused;
    }

    /// <summary>A board's account is gone, and its session ended.</summary>
    public event Action<string>? Revoked;

    public BrokerAccounts Accounts { get; }

    public int Port => _broker.Port;

    /// <summary>Address by which this machine reaches it at <see cref="Port"/>.</summary>
    public string LocalAddress { get; private init; } = "127.0.0.1";

    /// <summary>Its port with TLS; null: none.</summary>
    public int? TlsPort => _broker.TlsPort;

    /// <summary>The file with the certificate of the authority that its own is signed by; null: it has none.</summary>
    public string? AuthorityFile { get; private init; }

    public string Description => _broker.Description;

    /// <summary>The broker's process, if it is one; 0 if it runs in this one.</summary>
    public int ProcessId => (_broker as MosquittoBroker)?.ProcessId ?? 0;

    /// <summary>Why changed accounts are not applied; empty if they are.</summary>
    public string AccountsProblem => _accountsProblem;

    /// <summary>What is wrong with its certificate; empty if nothing is.</summary>
    public string CertificateProblem => _certificate?.Problem ?? "";

    /// <summary>Sign-ins, publishes and subscriptions refused so far.</summary>
    public long Refusals => Interlocked.Read(ref _refusals);

    /// <summary>Starts a broker.</summary>
    /// <param name="kind">Which program it is; one that has to be killed by itself is mosquitto.</param>
    /// <param name="dataDirectory">The gateway's folder.</param>
    /// <param name="listening">Where to listen.</param>
    /// <param name="loggers">Where refusals are named.</param>
    /// <param name="time">Clock of its pauses.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UserErrorException">It cannot start; the message says why.</exception>
    public static async Task<OwnBroker> StartAsync(
        BrokerKind kind, string dataDirectory, BrokerListening listening, ILoggerFactory loggers, TimeProvider time,
        CancellationToken cancellationToken)
    {
        try
        {
            string directory = DataDirectory.Broker(dataDirectory);
            BrokerAccounts accounts = BrokerAccounts.Open(directory);
            DateTime seen = File.GetLastWriteTimeUtc(accounts.PasswordFile);
            string certificatesDirectory = BrokerCertificates.FolderIn(directory);
            BrokerCertificates? certificates = listening.TlsPort is null ? null
                : BrokerCertificates.Open(certificatesDirectory, () => MachineNames.Read(listening.Names), time);
            BrokerOptions options = new()
            {
                Address = listening.PlainAddress,
                Port = listening.Port,
                Tls = certificates is null ? null : new BrokerTls(listening.Address, listening.TlsPort!.Value, certificates),
                DataDirectory = directory,
            };
            IBroker broker = MqttBrokers.Create(kind, options, accounts, time);
            OwnBroker own = new(broker, accounts, loggers.CreateLogger<OwnBroker>(), time)
            {
                AuthorityFile = certificates?.AuthorityCertificateFile,
                LocalAddress = listening.LocalAddress,
            };
            await own._broker.StartAsync(cancellationToken).ConfigureAwait(false);
            PrivateFile.Replace(Path.Combine(directory, PortFile),
                string.Create(CultureInfo.InvariantCulture, $"{own.Port}\n{listening.LocalAddress}\n"));
            own._watching = Task.Run(() => own.WatchAccountsAsync(seen), CancellationToken.None);
            own._certificate = certificates is null
                ? null
                : new CertificateWatch(certificatesDirectory, certificates, broker, own._logger, time);
            return own;
        }
        catch (BrokerException error) when (error.InnerException is SocketException refused)
        {
            throw new UserErrorException(
                $"{error.Message}. {WhatToDo(refused.SocketErrorCode, error.IsOfTls ? "--tls-port" : "--port")}", error);
        }
        catch (Exception error) when (error is BrokerException or InvalidDataException)
        {
            throw new UserErrorException(error.Message, error);
        }
    }

    /// <summary>What to do when an address and port cannot be listened on.</summary>
    internal static string WhatToDo(SocketError error, string portOption) => error switch
    {
        SocketError.AccessDenied => $"{Environment.UserName} may not use that port: choose one above 1023 with {portOption}.",
        SocketError.AddressNotAvailable => "Choose an address of this machine with --listen, or 0.0.0.0 for all of them.",
        _ => $"Stop the program that has it, or choose another address or port with --listen and {portOption}.",
    };

    /// <summary>Applies changed accounts now, instead of within two seconds.</summary>
    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        await _broker.ReloadAccountsAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> now = Accounts.Boards;
        foreach (string board in Interlocked.Exchange(ref _applied, now).Except(now))
        {
            Revoked?.Invoke(board);
        }
    }

    /// <summary>How the gateway itself connects.</summary>
    public MqttLinkOptions GatewayLink() => new()
    {
        Host = LocalAddress,
        Port = Port,
        ClientId = BrokerAccounts.GatewayUser,
        Username = BrokerAccounts.GatewayUser,
        Password = Accounts.GatewayPassword,
        // The largest message ingest takes is 16 KiB; the broker keeps longer ones from us.
        MaximumPacketSize = 64 * 1024,
    };

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(false);
        if (_certificate is not null)
        {
            await _certificate.DisposeAsync().ConfigureAwait(false);
        }

        await _broker.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task WatchAccountsAsync(DateTime seen)
    {
        using PeriodicTimer timer = new(AccountsEvery, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token).ConfigureAwait(false))
            {
                DateTime written = File.GetLastWriteTimeUtc(Accounts.PasswordFile);
                if (written != seen && await TryApplyAccountsAsync().ConfigureAwait(false))
                {
                    seen = written;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    // Whatever goes wrong: who ended here would let revoked boards go on permanently. It is tried again every two seconds.
    private async Task<bool> TryApplyAccountsAsync()
    {
        try
        {
            await ReloadAsync(_stopping.Token).ConfigureAwait(false);
            _accountsProblem = "";
            _logger.LogInformation("accounts applied: {Count} boards", Accounts.Boards.Count);
            return true;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            string problem = "The boards' accounts are not applied; those read last stay in use, and a board that was revoked "
                + $"since goes on. {error.Message}";
            if (_accountsProblem != problem)
            {
                _accountsProblem = problem;
                _logger.LogError("{Problem}", problem);
            }

            return false;
        }
    }

    private void OnRefused(BrokerRefusal refusal)
    {
        Interlocked.Increment(ref _refusals);
        string key = string.Create(CultureInfo.InvariantCulture, $"{refusal.Kind} {refusal.Who} {refusal.What}");
        lock (_gate)
        {
            if (_reported.TryGetValue(key, out (long At, long Since) reported)
                && _time.GetElapsedTime(reported.At) < SameRefusalEvery)
            {
                _reported[key] = (reported.At, reported.Since + 1);
                return;
            }

            if (_reported.Count >= RefusalsRemembered)
            {
                _reported.Clear();
            }

            _reported[key] = (_time.GetTimestamp(), 0);
            _logger.LogWarning("broker refused {Kind} by '{Who}': {What}{Again}", refusal.Kind, refusal.Who, refusal.What,
                reported.Since > 0 ? string.Create(
                    CultureInfo.InvariantCulture, $" (and {reported.Since} times since it was last reported)") : "");
        }
    }
}
