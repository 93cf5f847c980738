using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MQTTnet;

namespace EdgeLogger.Mqtt.MqttNet;

/// <summary>
/// Acknowledgements through MQTTnet, in the order in which the messages came, whatever the order they are given in.
/// </summary>
internal sealed class MqttNetAcks
{
    private readonly Lock _gate = new();
    private readonly AckOrder _order;
    private readonly Dictionary<ushort, MqttApplicationMessageReceivedEventArgs> _received = [];
    private Task _sending = Task.CompletedTask;

    public MqttNetAcks(int receiveMaximum) => _order = new AckOrder(receiveMaximum);

    /// <summary>Notes a QoS 1 message; MQTTnet acknowledges it only on request.</summary>
    /// <returns>False where the broker sent far more than the receive maximum.</returns>
    public bool TryAdd(MqttApplicationMessageReceivedEventArgs message, int size)
    {
        lock (_gate)
        {
            _received[message.PacketIdentifier] = message;
            return _order.TryAdd(message.PacketIdentifier, size);
        }
    }

    public void Mark(ushort packetId)
    {
        lock (_gate)
        {
            _order.Mark(packetId);
            if (_order.AnyDue && _sending.IsCompleted)
            {
                _sending = Task.Run(SendDueAsync);
            }
        }
    }

    /// <summary>Done when all that is due has been sent.</summary>
    public Task FlushAsync()
    {
        lock (_gate)
        {
            return _sending;
        }
    }

    private async Task SendDueAsync()
    {
        while (TakeDue() is { } message)
        {
            try
            {
                await message.AcknowledgeAsync(CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception)
            {
                // The connection is gone, which its owner learns elsewhere; the broker sends the message again.
                return;
            }
        }
    }

    private MqttApplicationMessageReceivedEventArgs? TakeDue()
    {
        lock (_gate)
        {
            if (_order.TryTakeDue(out ushort packetId)
                && _received.Remove(packetId, out MqttApplicationMessageReceivedEventArgs? message))
            {
                return message;
            }

            // Under the lock: a mark that comes now must start the next round.
            _sending = Task.CompletedTask;
            return null;
        }
    }
}
