using System;
using System.Collections;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Mqtt.Brokers.Certificates;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace EdgeLogger.Mqtt.MqttNet;

/// <summary>
/// The broker in our own process, on MQTTnet's server. It keeps sessions and queues in memory only, and knows no receive maximum:
/// what was not acknowledged when the gateway ends comes again from the boards.
/// </summary>
public sealed class MqttNetBroker : IBroker
{
    private const string StampItem = "stamp";

    private readonly BrokerOptions _options;
    private readonly BrokerAccounts _accounts;
    private readonly GuardedListener _plain;
    private readonly GuardedListener? _secure;
    private readonly MqttServer _server;
    private int _disposed;

    public MqttNetBroker(BrokerOptions options, BrokerAccounts accounts, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _accounts = accounts;
        ConnectionLimits limits = ConnectionLimits.Of(options);
        GuardedListener Listener(BrokerTls? tls) =>
            new(options, tls, limits, (who, why) => Refuse(BrokerRefusalKind.Protocol, who, why), time);
        _plain = Listener(null);
        _secure = options.Tls is { } tls ? Listener(tls) : null;
        MqttServerOptions serverOptions = new MqttServerOptionsBuilder()
            .WithPersistentSessions()
            .WithMaxPendingMessagesPerClient(options.MaximumQueuedMessages)
            .WithPendingMessagesOverflowStrategy(MqttPendingMessagesOverflowStrategy.DropNewMessage)
            .Build();
        var factory = new MqttServerFactory();
        _server = factory.CreateMqttServer(serverOptions, Listeners);
        _server.ValidatingConnectionAsync += OnConnectingAsync;
        _server.InterceptingPublishAsync += OnPublishingAsync;
        _server.InterceptingSubscriptionAsync += OnSubscribingAsync;
        _server.InterceptingOutboundPacketAsync += OnSendingAsync;
    }

    /// <inheritdoc/>
    public event Action<BrokerRefusal>? Refused;

    /// <inheritdoc/>
    public int Port { get; private set; }

    /// <inheritdoc/>
    public int? TlsPort { get; private set; }

    /// <inheritdoc/>
    public string Description { get; } =
        "MQTTnet " + typeof(MqttServer).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()?.Version;

    /// <inheritdoc/>
    /// <exception cref="BrokerException">A port is taken.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _server.StartAsync().ConfigureAwait(false);
        Port = _plain.Port;
        TlsPort = _secure?.Port;
    }

    /// <inheritdoc/>
    public async Task ReloadAccountsAsync(CancellationToken cancellationToken)
    {
        _accounts.Reload();
        foreach (MqttClientStatus client in await _server.GetClientsAsync().ConfigureAwait(false))
        {
            if (!MayStay(client.Session.Items))
            {
                var reason = new MqttServerClientDisconnectOptions { ReasonCode = MqttDisconnectReasonCode.NotAuthorized };
                await _server.DisconnectClientAsync(client.Id, reason).ConfigureAwait(false);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        if (_server.IsStarted)
        {
            await _server.StopAsync(new MqttServerStopOptions()).ConfigureAwait(false);
        }

        Array.ForEach(Listeners, listener => listener.Dispose());
        _server.Dispose();
    }

    private GuardedListener[] Listeners => _secure is null ? [_plain] : [_plain, _secure];

    // A session ends with the account or the password that it began with.
    private bool MayStay(IDictionary session) =>
        session[nameof(ValidatingConnectionEventArgs.UserName)] is not string user
        || (_accounts.StampOf(user) is { } now && now.Equals(session[StampItem]));

    private Task OnConnectingAsync(ValidatingConnectionEventArgs connecting)
    {
        // Before the password is looked at: one that is changed in between ends this session too.
        string? stamp = _accounts.StampOf(connecting.UserName ?? "");
        if (!_accounts.Verify(connecting.UserName, connecting.Password))
        {
            connecting.ReasonCode = MqttConnectReasonCode.BadUserNameOrPassword;
            Refuse(BrokerRefusalKind.Login, connecting.UserName ?? connecting.ClientId,
                "wrong user name or password, or no account");
        }
        else if (!BrokerAccounts.IsGateway(connecting.UserName) && connecting.ClientId != connecting.UserName)
        {
            connecting.ReasonCode = MqttConnectReasonCode.ClientIdentifierNotValid;
            Refuse(BrokerRefusalKind.Login, connecting.UserName!, $"client id '{connecting.ClientId}' is not the board's own");
        }
        else
        {
            connecting.SessionItems[nameof(connecting.UserName)] = connecting.UserName;
            connecting.SessionItems[StampItem] = stamp;
        }

        return Task.CompletedTask;
    }

    private Task OnPublishingAsync(InterceptingPublishEventArgs publishing)
    {
        // Anyone who signed in while the accounts changed is in no list of sessions yet when those are ended.
        if (!MayStay(publishing.SessionItems))
        {
            publishing.ProcessPublish = false;
            publishing.CloseConnection = true;
        }
        else if (!BoardRights.MayPublish(publishing.UserName, publishing.ApplicationMessage.Topic))
        {
            publishing.ProcessPublish = false;
            publishing.Response.ReasonCode = MqttPubAckReasonCode.NotAuthorized;
            Refuse(BrokerRefusalKind.Publish, publishing.UserName, publishing.ApplicationMessage.Topic);
        }

        return Task.CompletedTask;
    }

    private Task OnSubscribingAsync(InterceptingSubscriptionEventArgs subscribing)
    {
        if (!BoardRights.MaySubscribe(subscribing.UserName, subscribing.TopicFilter.Topic))
        {
            subscribing.ProcessSubscription = false;
            subscribing.Response.ReasonCode = MqttSubscribeReasonCode.NotAuthorized;
            Refuse(BrokerRefusalKind.Subscribe, subscribing.UserName, subscribing.TopicFilter.Topic);
        }

        return Task.CompletedTask;
    }

    private Task OnSendingAsync(InterceptingPacketEventArgs sending)
    {
        // Clients that keep to it never meet the guard.
        if (sending.Packet is MqttConnAckPacket answer)
        {
            answer.MaximumPacketSize = (uint)_options.MaximumPacketSize;
        }

        return Task.CompletedTask;
    }

    private void Refuse(BrokerRefusalKind kind, string who, string what) =>
        Refused?.Invoke(new BrokerRefusal(kind, LogText.Clean(who), LogText.Clean(what)));
}
