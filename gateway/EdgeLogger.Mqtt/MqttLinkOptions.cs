using System;

namespace EdgeLogger.Mqtt;

/// <summary>Where and as whom to connect.</summary>
public sealed record MqttLinkOptions
{
    public required string Host { get; init; }

    /// <summary>TCP port, 1 to 65535. Usual: 1883, or 8883 with TLS.</summary>
    public required int Port { get; init; }

    public required string ClientId { get; init; }

    /// <summary>Null: connect without a name.</summary>
    public string? Username { get; init; }

    public string? Password { get; init; }

    public bool UseTls { get; init; }

    /// <summary>PEM file of the authority that signed the broker's certificate; null: the machine's own store.</summary>
    public string? CaFile { get; init; }

    /// <summary>The broker forgets what it held for this client id. Default false: the session is taken up again.</summary>
    public bool CleanStart { get; init; }

    /// <summary>How long the broker keeps the session after the connection is gone. Default one hour.</summary>
    public TimeSpan SessionExpiry { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Messages at QoS 1 the broker may have under way to us before we acknowledge: our back-pressure. 1 to 65535, default 1024.</summary>
    public ushort ReceiveMaximum { get; init; } = 1024;

    /// <summary>Longest packet taken, bytes; the broker drops longer ones. Default 1 MiB.</summary>
    public int MaximumPacketSize { get; init; } = 1 << 20;

    /// <summary>Silence after which either side asks whether the other is there. Default 15 s.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long to wait for TCP, TLS and CONNACK together. Default 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What the broker says in our name when we vanish; null: nothing.</summary>
    public MqttWill? Will { get; init; }
}
