using System;
using System.Collections;
using EdgeLogger.Firmware.Seams;
using nanoFramework.M2Mqtt.Messages;

namespace EdgeLogger.Device.Board;

/// <summary>Messages for the board between the client's thread and the core's. When it is full the newest is dropped.</summary>
internal sealed class InboundQueue
{
    private const int Most = 16;

    private readonly ArrayList _waiting = new ArrayList();

    /// <summary>Messages dropped: the queue was full, or they were too long.</summary>
    public int Dropped { get; private set; }

    /// <summary>Takes a message, on the client's thread.</summary>
    public void Add(MqttMsgPublishEventArgs message)
    {
        lock (_waiting)
        {
            if (_waiting.Count < Most && message.Message.Length <= InboundMessage.MaxLength)
            {
                _waiting.Add(message);
            }
            else
            {
                Dropped++;
            }
        }
    }

    /// <summary>Gives the oldest message; false if there is none.</summary>
    public bool TryTake(InboundMessage into)
    {
        MqttMsgPublishEventArgs message;
        lock (_waiting)
        {
            if (_waiting.Count == 0)
            {
                return false;
            }

            message = (MqttMsgPublishEventArgs)_waiting[0]!;
            _waiting.RemoveAt(0);
        }

        into.Topic = message.Topic;
        into.IsRetained = message.Retain;
        into.Length = message.Message.Length;
        Array.Copy(message.Message, 0, into.Payload, 0, into.Length);
        return true;
    }

    /// <summary>Forgets what waits: it belongs to a connection that is gone.</summary>
    public void Clear()
    {
        lock (_waiting)
        {
            _waiting.Clear();
        }
    }
}
