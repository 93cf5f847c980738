using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Mqtt.Tests.Links;

/// <summary>One broker, and links to it, for the length of one test.</summary>
public abstract class LinkTest : IAsyncDisposable
{
    private readonly List<IMqttLink> _links = [];
    private TestBroker? _broker;
    private string _client = Stage.GatewayClient;

    public static IEnumerable<TheoryDataRow<string, string>> Stages => Stage.All;

    public static IEnumerable<TheoryDataRow<string>> Clients => Stage.Clients;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected TestBroker Broker => _broker!;

    public virtual async ValueTask DisposeAsync()
    {
        foreach (IMqttLink link in _links)
        {
            await link.DisposeAsync();
        }

        if (_broker != null)
        {
            await _broker.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected async Task StageAsync(string client, string broker) => Use(client, await Stage.BrokerAsync(broker));

    protected void Use(string client, TestBroker broker) => (_client, _broker) = (client, broker);

    protected IMqttLink Link(MqttLinkOptions options)
    {
        IMqttLink link = Stage.Link(_client, options);
        _links.Add(link);
        return link;
    }

    protected async Task<IMqttLink> ConnectedAsync(MqttLinkOptions? options = null, params string[] filters)
    {
        IMqttLink link = Link(options ?? Broker.Options());
        await Within.Patience(link.ConnectAsync(Ct));
        foreach (string filter in filters)
        {
            await Within.Patience(link.SubscribeAsync(filter, Ct));
        }

        return link;
    }

    protected static Task PublishAsync(
        IMqttLink link, string topic, string text, MqttQos qos = MqttQos.AtLeastOnce, bool retain = false) =>
        Within.Patience(link.PublishAsync(topic, Encoding.UTF8.GetBytes(text), qos, retain, Ct));

    protected static Task<MqttMessage> NextAsync(IMqttLink link) => Within.Patience(link.Messages.ReadAsync(Ct));

    protected static string Text(MqttMessage message) => Encoding.UTF8.GetString(message.Payload);
}
