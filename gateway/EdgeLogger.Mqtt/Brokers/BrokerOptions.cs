using System;
using EdgeLogger.Mqtt.Brokers.Certificates;

namespace EdgeLogger.Mqtt.Brokers;

/// <summary>Where the gateway's own broker listens, and its limits.</summary>
public sealed record BrokerOptions
{
    /// <summary>Address to listen on. Default: this machine only; "0.0.0.0" for boards on the network.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>TCP port; 0 picks a free one. Default 1883.</summary>
    public int Port { get; init; } = 1883;

    /// <summary>The listener with TLS beside it; null, the default: none.</summary>
    public BrokerTls? Tls { get; init; }

    /// <summary>The broker's own folder: configuration, queued messages. Made if missing. One broker a folder.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Longest packet taken from a client, bytes. Default 256 KiB: a frame is a few kilobytes.</summary>
    public int MaximumPacketSize { get; init; } = 256 * 1024;

    /// <summary>
    /// Connections at a time; fewer where the system gives a process fewer handles (<see cref="HandleBudget"/>). Default 20,000,
    /// as many as boards.
    /// </summary>
    public int MaximumConnections { get; init; } = 20_000;

    /// <summary>
    /// Connections at a time from one address to the broker in our own process, and never more than three quarters of all.
    /// Default 10,000: a whole lab may be behind one address.
    /// </summary>
    public int MaximumConnectionsPerAddress { get; init; } = 10_000;

    /// <summary>
    /// Connections by TLS at a time whose client has sent no CONNECT yet, to the broker in our own process; a quarter of them
    /// from one address. Each costs some 50 KiB of memory. Default 256.
    /// </summary>
    public int MaximumHandshakes { get; init; } = 256;

    /// <summary>
    /// How long a client of the broker in our own process may take for its TLS handshake and its CONNECT, which is 4 KiB at most.
    /// Default 10 s.
    /// </summary>
    public TimeSpan ConnectWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Messages kept for a client that is away or slow; later ones are dropped. Default 10,000. Boards keep each frame until the
    /// gateway has it on disk, so a full queue delays frames and loses none.
    /// </summary>
    public int MaximumQueuedMessages { get; init; } = 10_000;

    /// <summary>QoS 1 messages under way to or from one client. Default 1024.</summary>
    public int MaximumInFlight { get; init; } = 1024;

    /// <summary>
    /// Whether denied publishes are reported through <see cref="IBroker.Refused"/>. mosquitto names them only in its most verbose
    /// log, a line or more for every message, which costs it throughput. Default true.
    /// </summary>
    public bool ReportDeniedPublishes { get; init; } = true;
}
