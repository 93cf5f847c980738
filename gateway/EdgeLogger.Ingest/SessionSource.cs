using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using EdgeLogger.Mqtt;

namespace EdgeLogger.Ingest;

/// <summary>An MQTT session, made with <see cref="IngestService.Filters"/>, as the source of messages.</summary>
public sealed class SessionSource : IMessageSource
{
    private readonly MqttSession _session;

    public SessionSource(MqttSession session) => _session = session;

    public ChannelReader<MqttMessage> Messages => _session.Messages;

    public void Acknowledge(MqttMessage message) => _session.Acknowledge(message);

    public ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, MqttQos qos, CancellationToken cancellationToken) =>
        _session.PublishAsync(topic, payload, qos, retain: false, cancellationToken);
}
