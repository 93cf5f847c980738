using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace EdgeLogger.Mqtt.Tests.Links;

/// <summary>One pair of link adapter and broker that the contract suite runs on.</summary>
internal static class Stage
{
    private static readonly Dictionary<string, Func<Task<TestBroker>>> Brokers = MqttBrokers.Available.ToDictionary(
        kind => kind.Name,
        kind => kind.Name == "mosquitto" ? (Func<Task<TestBroker>>)TestMosquitto.StartAsync : () => OwnBroker.StartAsync(kind));

    public static IEnumerable<TheoryDataRow<string, string>> All =>
        from adapter in MqttLinks.Available
        from broker in Brokers.Keys
        select new TheoryDataRow<string, string>(adapter.Name, broker);

    public static MqttLinkAdapter Adapter(string name) => MqttLinks.Available.Single(adapter => adapter.Name == name);

    public static Task<TestBroker> BrokerAsync(string name) => Brokers[name]();
}
