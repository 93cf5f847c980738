using System;

namespace EdgeLogger.Mqtt.Brokers;

/// <summary>The gateway's own broker cannot start. The message says what to do.</summary>
public sealed class BrokerException : Exception
{
    public BrokerException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
