using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using EdgeLogger.Mqtt;

namespace EdgeLogger.Ingest;

/// <summary>
/// Seam to the MQTT session: it outlives connections, and has subscribed to <see cref="IngestService.Filters"/>.
/// </summary>
public interface IMessageSource
{
    /// <summary>Messages in the order in which the broker sent them.</summary>
    ChannelReader<MqttMessage> Messages { get; }

    /// <summary>Acknowledges this message to the broker. May be called from any thread, in any order.</summary>
    void Acknowledge(MqttMessage message);

    /// <summary>Publishes, not retained.</summary>
    /// <exception cref="MqttUnreachableException">There is no connection now.</exception>
    /// <exception cref="MqttRefusedException">The broker does not allow it.</exception>
    ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, MqttQos qos, CancellationToken cancellationToken);
}
