using System;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Mqtt.MqttNet;

namespace EdgeLogger.Mqtt.Choice;

/// <summary>Makes the gateway's built-in brokers.</summary>
public static class MqttBrokers
{
    /// <summary>A broker of this kind, not yet started.</summary>
    public static IBroker Create(BrokerKind kind, BrokerOptions options, BrokerAccounts accounts, TimeProvider timeProvider) =>
        kind switch
        {
            BrokerKind.MqttNet => new MqttNetBroker(options, accounts, timeProvider),
            BrokerKind.Mosquitto => new MosquittoBroker(options, accounts, timeProvider),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
}
