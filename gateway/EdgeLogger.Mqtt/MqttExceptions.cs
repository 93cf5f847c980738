using System;

namespace EdgeLogger.Mqtt;

/// <summary>The broker answered, and said no.</summary>
public sealed class MqttRefusedException : Exception
{
    public MqttRefusedException(string message, byte reasonCode)
        : base(message) => ReasonCode = reasonCode;

    /// <summary>MQTT 5 reason code, 0x80 and above; an answer at 3.1.1 has the code that means the same.</summary>
    public byte ReasonCode { get; }
}

/// <summary>There is no broker at the other end, or no longer.</summary>
public sealed class MqttUnreachableException : Exception
{
    public MqttUnreachableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
