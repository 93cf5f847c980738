using System;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts;
using EdgeLogger.Derivation;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Ingest;
using EdgeLogger.Keys;
using EdgeLogger.Mqtt;
using EdgeLogger.Web;
using EdgeLogger.Web.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>
/// A whole gateway in this process, started: a host of .NET with the parts of <see cref="GatewayServices"/>. Parts are started
/// from the end of the data path to its beginning, and stopped the other way round, so that nothing falls between two.
/// </summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    private readonly IHost _host;
    private bool _hasParts;

    private GatewayHost(IHost host) => _host = host;

    /// <summary>The built-in broker; null if it uses someone else's.</summary>
    public OwnBroker? Broker => Get<BrokerPart>().Own;

    /// <summary>The boards' keys.</summary>
    public BoardKeys Keys => Get<BoardKeys>();

    public FrameLogWriter Log => Get<FrameLogWriter>();

    /// <summary>Its connection to the broker.</summary>
    public MqttSession Session => Get<MqttSession>();

    public IngestService Ingest => Get<IngestService>();

    public DerivationService Derivation => Get<DerivationService>();

    public AlertService Alerts => Get<AlertService>();

    /// <summary>The page; null if none is served.</summary>
    public PageServer? Page => Get<PagePart>().Server;

    /// <summary>Starts everything, with the caller's log.</summary>
    /// <exception cref="UserErrorException">A part cannot start; the message says which, why, and what to do.</exception>
    public static Task<GatewayHost> StartAsync(
        GatewayOptions options, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken) =>
        StartAsync(options, services => services.AddSingleton(loggers), time, cancellationToken);

    /// <summary>Starts everything.</summary>
    /// <param name="options">What kind of gateway.</param>
    /// <param name="addSurroundings">Adds what the process around it has: a log, a service manager.</param>
    /// <param name="time">The clock of all its parts.</param>
    /// <param name="cancellationToken">Gives up; what has started is stopped.</param>
    /// <exception cref="UserErrorException">A part cannot start; the message says which, why, and what to do.</exception>
    public static async Task<GatewayHost> StartAsync(
        GatewayOptions options, Action<IServiceCollection> addSurroundings, TimeProvider time,
        CancellationToken cancellationToken)
    {
        DataFiles.Check(options.DataDirectory);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddGateway(options, time);
        addSurroundings(builder.Services);
        GatewayHost gateway = new(builder.Build());
        try
        {
            _ = gateway._host.Services.GetServices<IHostedService>();
            gateway._hasParts = true;
            await gateway._host.StartAsync(cancellationToken).ConfigureAwait(false);
            return gateway;
        }
        catch (Exception error)
        {
            await gateway.DisposeAsync().ConfigureAwait(false);
            if (error is not UserErrorException && StartFailure.Words(error, options.DataDirectory) is { } words)
            {
                throw new UserErrorException(words, error);
            }

            throw;
        }
    }

    /// <summary>How it is.</summary>
    public GatewayStatus Status() => Get<StatusReport>().Now();

    /// <summary>Messages refused by ingest.</summary>
    public long Refused() => Get<StatusReport>().Refused();

    /// <summary>Waits until a service manager, or the caller, wants it to end.</summary>
    public async Task UntilStoppedAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource stopping = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, Get<IHostApplicationLifetime>().ApplicationStopping);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Stops all parts, and closes what they hold.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            // A host whose parts could not all be made has nothing to stop, and would fail to.
            if (_hasParts)
            {
                await _host.StopAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            await ((IAsyncDisposable)_host).DisposeAsync().ConfigureAwait(false);
        }
    }

    private T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();
}
