using System;
using System.Net.Sockets;

namespace EdgeLogger.Mqtt.Brokers;

/// <summary>The gateway's own broker cannot start. The message says what to do.</summary>
public sealed class BrokerException : Exception
{
    public BrokerException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>It is the listener with TLS that cannot.</summary>
    public bool IsOfTls { get; init; }

    /// <summary>An address and port cannot be listened on.</summary>
    internal static BrokerException CannotListen(string address, int port, bool isTls, SocketException error) =>
        new($"the broker cannot listen on {address}:{port}{(isTls ? " for TLS" : "")}: {error.Message}", error)
        { IsOfTls = isTls };
}
