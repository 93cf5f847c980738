using System;

namespace EdgeLogger.Mqtt;

/// <summary>Where and as whom to connect.</summary>
public sealed record MqttLinkOptions
{
    public required string Host { get; init; }

    /// <summary>TCP port, 1 to 65535. Usual: 1883, or 8883 with TLS.</summary>
    public required int Port { get; init; }

    public required string ClientId { get; init; }

    /// <summary>The version that is spoken. Default MQTT 5; boards speak 3.1.1.</summary>
    public MqttProtocol Protocol { get; init; } = MqttProtocol.V5;

    /// <summary>Null: connect without a name.</summary>
    public string? Username { get; init; }

    public string? Password { get; init; }

    public bool UseTls { get; init; }

    /// <summary>PEM file of the authority that signed the broker's certificate; null: the machine's own store.</summary>
    public string? CaFile { get; init; }

    /// <summary>The broker forgets what it held for this client id. Default false: the session is resumed.</summary>
    public bool CleanStart { get; init; }

    /// <summary>
    /// How long the broker keeps the session after the connection is gone. Default one hour. At 3.1.1 the broker decides: with a
    /// clean start not at all.
    /// </summary>
    public TimeSpan SessionExpiry { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Messages at QoS 1 the broker may have under way to us before we acknowledge: our back-pressure. 1 to 65535, default 1024.
    /// A broker at 3.1.1 does not learn it.
    /// </summary>
    public ushort ReceiveMaximum { get; init; } = 1024;

    /// <summary>
    /// Longest packet taken, bytes; the broker drops longer ones, and at 3.1.1, where it does not learn this, they end the link.
    /// Default 1 MiB.
    /// </summary>
    public int MaximumPacketSize { get; init; } = 1 << 20;

    /// <summary>Silence after which either side asks whether the other is there. Default 15 s.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long to wait for TCP, TLS and CONNACK together. Default 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What the broker says in our name when we vanish; null: nothing.</summary>
    public MqttWill? Will { get; init; }

    /// <summary>The version in words, for messages.</summary>
    internal string ProtocolName => Protocol == MqttProtocol.V5 ? "MQTT 5" : "MQTT 3.1.1";

    /// <summary>How a board connects: at 3.1.1 with a clean start, and with its id as user name and client id.</summary>
    public static MqttLinkOptions ForBoard(string host, int port, string board, string? password) => new()
    {
        Host = host,
        Port = port,
        ClientId = board,
        Username = board,
        Password = password,
        Protocol = MqttProtocol.V311,
        CleanStart = true,
    };
}

/// <summary>A version of MQTT. The value is the protocol level in CONNECT.</summary>
public enum MqttProtocol : byte
{
    /// <summary>
    /// MQTT 3.1.1, which boards speak. It knows no receive maximum, no packet size and no reasons: a broker answers a publish
    /// that is not allowed as if it had taken it, or closes the connection.
    /// </summary>
    V311 = 4,

    /// <summary>MQTT 5, which the gateway speaks: its back-pressure is the receive maximum.</summary>
    V5 = 5,
}

/// <summary>The message a broker publishes when a client vanishes without a farewell. Sent at QoS 1.</summary>
public sealed record MqttWill(string Topic, ReadOnlyMemory<byte> Payload, bool Retain);
