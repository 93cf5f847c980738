using System;
using System.Collections.Generic;
using EdgeLogger.Mqtt.Brokers;

namespace EdgeLogger.Mqtt;

/// <summary>The brokers the gateway can bring along: MQTTnet's server where the package feed serves it, and mosquitto.</summary>
public static class MqttBrokers
{
    /// <summary>All brokers of this build, the one that <see cref="Create"/> uses first.</summary>
    public static IReadOnlyList<MqttBrokerKind> Available { get; } =
    [
        new("MQTTnet", static (options, accounts, _) => new MqttNet.MqttNetBroker(options, accounts)),
        new("mosquitto", static (options, accounts, timeProvider) => new MosquittoBroker(options, accounts, timeProvider)),
    ];

    /// <summary>A broker of the first available kind, not yet started.</summary>
    public static IBroker Create(BrokerOptions options, BrokerAccounts accounts, TimeProvider timeProvider) =>
        Available[0].Create(options, accounts, timeProvider);
}

/// <summary>One kind of broker.</summary>
/// <param name="Name">For logs and test names.</param>
/// <param name="Create">Makes a broker that is not yet started.</param>
public sealed record MqttBrokerKind(string Name, Func<BrokerOptions, BrokerAccounts, TimeProvider, IBroker> Create);
