using System;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Mqtt;

/// <summary>
/// Seam to the gateway's built-in broker: MQTTnet's server in process, or a supervised mosquitto. Both read the same
/// <c>BrokerAccounts</c> and give boards the same rights: docs/specs/topics.md.
/// </summary>
public interface IBroker : IAsyncDisposable
{
    /// <summary>The port in use, once started.</summary>
    int Port { get; }

    /// <summary>The port in use with TLS, once started; null: none.</summary>
    int? TlsPort { get; }

    /// <summary>Which broker this is, for the log: "MQTTnet 5.2.0", "mosquitto 2.0.11".</summary>
    string Description { get; }

    /// <summary>
    /// Raised for each refusal: a wrong password, a revoked board, a topic that is not the board's own. From any thread.
    /// </summary>
    event Action<BrokerRefusal>? Refused;

    /// <summary>Starts, and returns when clients can connect.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Applies changed accounts, and a new certificate to those who connect from now on; only connections of accounts that are
    /// gone, or have another password, are ended.
    /// </summary>
    Task ReloadAccountsAsync(CancellationToken cancellationToken);
}

/// <summary>One refusal by the broker.</summary>
/// <param name="Kind">What was refused.</param>
/// <param name="Who">User name or client id as given, cleaned of control characters and cut to 64 characters.</param>
/// <param name="What">The topic, or the broker's own words.</param>
public sealed record BrokerRefusal(BrokerRefusalKind Kind, string Who, string What);

/// <summary>What a broker refuses.</summary>
public enum BrokerRefusalKind
{
    /// <summary>No or wrong name or password.</summary>
    Login,

    /// <summary>Publishing to a topic that is not the client's.</summary>
    Publish,

    /// <summary>Subscribing to a topic that is not the client's.</summary>
    Subscribe,

    /// <summary>A packet above the size limit or not MQTT.</summary>
    Protocol,
}
