using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using EdgeLogger.Ingest;
using EdgeLogger.Mqtt;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>Gives ingest the session.</summary>
internal sealed class SessionSource(MqttSession session) : IMessageSource
{
    public ChannelReader<MqttMessage> Messages => session.Messages;

    public void Acknowledge(MqttMessage message) => session.Acknowledge(message);

    public ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, MqttQos qos, CancellationToken cancellationToken) =>
        session.PublishAsync(topic, payload, qos, retain: false, cancellationToken);
}
