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
    public const string BoardClient = "MQTTnet, MQTT 3.1.1";
    public const string Mosquitto = "mosquitto";
    public const string MqttNet = "MQTTnet";

    /// <summary>As the product pairs them: the gateway's version and a board's, with each broker.</summary>
    public static IEnumerable<TheoryDataRow<string, string>> All =>
        from client in (string[])[GatewayClient, BoardClient]
        from broker in (string[])[MqttNet, Mosquitto]
        select new TheoryDataRow<string, string>(client, broker);

    /// <summary>Each version, for what needs no broker.</summary>
    public static IEnumerable<TheoryDataRow<string>> Clients => [new(GatewayClient), new(BoardClient)];

    public static MqttProtocol Protocol(string client) =>
        client.EndsWith("MQTT 5", StringComparison.Ordinal) ? MqttProtocol.V5 : MqttProtocol.V311;

    /// <summary>A CONNACK that takes the client.</summary>
    public static byte[] Connack(string client) => Protocol(client) == MqttProtocol.V5 ? [0x20, 3, 0, 0, 0] : [0x20, 2, 0, 0];

    public static IMqttLink Link(string client, MqttLinkOptions options) =>
        MqttLinks.Create(options with { Protocol = Protocol(client) }, TimeProvider.System);

    public static Task<TestBroker> BrokerAsync(string broker) =>
        broker == Mosquitto ? TestMosquitto.StartAsync() : OwnBroker.StartAsync(BrokerKind.MqttNet);
}
