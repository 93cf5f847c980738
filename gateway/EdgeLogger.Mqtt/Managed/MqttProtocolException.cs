using System;

namespace EdgeLogger.Mqtt.Managed;

/// <summary>The other side sent something that is not MQTT 5, or more than was agreed.</summary>
internal sealed class MqttProtocolException : Exception
{
    public MqttProtocolException(string message, byte reasonCode = MqttReason.MalformedPacket)
        : base(message) => ReasonCode = reasonCode;

    /// <summary>What to tell the broker in the DISCONNECT.</summary>
    public byte ReasonCode { get; }
}
