using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace EdgeLogger.Mqtt;

/// <summary>
/// Seam to one MQTT connection: connect once, use it, lose it. Reconnecting is <see cref="MqttSession"/>'s work, above the seam,
/// so that every adapter behaves alike.
/// </summary>
public interface IMqttLink : IAsyncDisposable
{
    /// <summary>
    /// Messages in the order in which the broker sent them. Completes when the connection is gone, with the reason as its error
    /// unless we closed it ourselves.
    /// </summary>
    ChannelReader<MqttMessage> Messages { get; }

    /// <summary>Done when the connection is gone, whatever the cause; never faults.</summary>
    Task Closed { get; }

    /// <summary>Connects. Call once.</summary>
    /// <returns>Whether the broker still held our session, subscriptions included.</returns>
    /// <exception cref="MqttRefusedException">The broker answered, and refused: name or password, client id, quota.</exception>
    /// <exception cref="MqttUnreachableException">No answer: host, port, network, TLS, or not an MQTT broker.</exception>
    Task<bool> ConnectAsync(CancellationToken cancellationToken);

    /// <summary>Subscribes at QoS 1 and waits for the broker's answer.</summary>
    /// <exception cref="MqttRefusedException">The broker does not allow it.</exception>
    /// <exception cref="MqttUnreachableException">The connection is gone.</exception>
    Task SubscribeAsync(string filter, CancellationToken cancellationToken);

    /// <summary>Publishes. Done, at QoS 0, when written; at QoS 1, when the broker has acknowledged.</summary>
    /// <exception cref="MqttRefusedException">The broker does not allow this topic to us. At 3.1.1 it cannot say so.</exception>
    /// <exception cref="MqttUnreachableException">The connection is gone: at QoS 1 the message may or may not have
    /// arrived.</exception>
    ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, MqttQos qos, bool retain,
        CancellationToken cancellationToken);

    /// <summary>Acknowledges this message to the broker. Cheap; may be called from any thread, in any order.</summary>
    void Acknowledge(MqttMessage message);
}
