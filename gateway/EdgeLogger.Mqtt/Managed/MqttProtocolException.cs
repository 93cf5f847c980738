using System;

namespace EdgeLogger.Mqtt.Managed;

/// <summary>The other side sent something that is not MQTT, or more than was agreed.</summary>
internal sealed class MqttProtocolException : Exception
{
    public MqttProtocolException(string message, byte reasonCode = MqttReason.MalformedPacket)
        : base(message) => ReasonCode = reasonCode;

    /// <summary>The reason for the DISCONNECT, where the version has one.</summary>
    public byte ReasonCode { get; }
}
