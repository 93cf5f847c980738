using System;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Keys;
using EdgeLogger.Mqtt;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>The broker that boards connect to: the built-in one, or someone else's, which is only named here.</summary>
internal sealed class BrokerPart(GatewayOptions options, BoardKeys keys, ILoggerFactory loggers, TimeProvider time)
    : IAsyncDisposable
{
    private MqttLinkOptions? _link = options.ExternalBroker;

    /// <summary>The built-in broker; null if it uses someone else's.</summary>
    public OwnBroker? Own { get; private set; }

    /// <summary>How the gateway itself connects.</summary>
    public MqttLinkOptions Link => _link ?? throw new InvalidOperationException("The built-in broker has not started.");

    /// <summary>Starts the built-in broker, if it is wanted.</summary>
    /// <exception cref="UserErrorException">It cannot start; the message says why.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.ExternalBroker is null)
        {
            Own = await OwnBroker.StartAsync(options.Broker, options.DataDirectory, options.Listening, loggers, time,
                cancellationToken).ConfigureAwait(false);
            _link = Own.GatewayLink();
            if (LostAccounts.ProblemOf(options.DataDirectory, keys) is { } lost)
            {
                loggers.CreateLogger<BrokerPart>().LogError("{Problem}", lost);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Own is { } own)
        {
            Own = null;
            await own.DisposeAsync().ConfigureAwait(false);
        }
    }
}
