using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Mqtt.Choice;

namespace EdgeLogger.Mqtt.Tests.Links;

/// <summary>One pair of client and broker that the contract suite runs on.</summary>
internal static class Stage
{
    public const string GatewayClient = "MQTTnet, MQTT 5";
    public const string BoardClient = "managed, MQTT 3.1.1";
    public const string Mosquitto = "mosquitto";
    public const string MqttNet = "MQTTnet";

    /// <summary>As the product pairs them: the gateway's client and a board's, with each broker.</summary>
    public static IEnumerable<TheoryDataRow<string, string>> All =>
        from client in (string[])[GatewayClient, BoardClient]
        from broker in (string[])[MqttNet, Mosquitto]
        select new TheoryDataRow<string, string>(client, broker);

    /// <summary>Those, and each client with the other's version.</summary>
    public static IEnumerable<TheoryDataRow<string, string>> AllVersions =>
        All.Append(new("managed, MQTT 5", Mosquitto)).Append(new("MQTTnet, MQTT 3.1.1", MqttNet));

    /// <summary>Each client with each version, for what needs no broker.</summary>
    public static IEnumerable<TheoryDataRow<string>> Clients => AllVersions.Select(stage => stage.Data.Item1).Distinct().Select(client => new TheoryDataRow<string>(client));

    public static MqttProtocol Protocol(string client) => client.EndsWith("MQTT 5", StringComparison.Ordinal) ? MqttProtocol.V5 : MqttProtocol.V311;

    /// <summary>A CONNACK that takes the client.</summary>
    public static byte[] Connack(string client) => Protocol(client) == MqttProtocol.V5 ? [0x20, 3, 0, 0, 0] : [0x20, 2, 0, 0];

    public static IMqttLink Link(string client, MqttLinkOptions options)
    {
        MqttLinkOptions spoken = options with { Protocol = Protocol(client) };
        return client.StartsWith("managed", StringComparison.Ordinal)
            ? MqttLinks.CreateManaged(spoken, TimeProvider.System)
            : MqttLinks.Create(spoken, TimeProvider.System);
    }

    public static Task<TestBroker> BrokerAsync(string broker) =>
        broker == Mosquitto ? TestMosquitto.StartAsync() : OwnBroker.StartAsync(BrokerKind.MqttNet);
}
