using System.Collections.Generic;
using EdgeLogger.Derivation;
using EdgeLogger.Mirrors;
using EdgeLogger.Mqtt;
using EdgeLogger.Sinks;
using EdgeLogger.Web;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>What a gateway is told at its start.</summary>
internal sealed record GatewayOptions
{
    /// <summary>Where it keeps everything; made if missing.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Someone else's broker; null: bring one along.</summary>
    public MqttLinkOptions? ExternalBroker { get; init; }

    /// <summary>Address the broker it brings along listens on.</summary>
    public string ListenAddress { get; init; } = "127.0.0.1";

    /// <summary>Port of that broker; 0 picks a free one.</summary>
    public int ListenPort { get; init; }

    /// <summary>Where the page is served; null: no page.</summary>
    public WebOptions? Web { get; init; }

    /// <summary>InfluxDB-speaking servers that results and samples go to; each its own sink.</summary>
    public IReadOnlyList<InfluxOptions> Influx { get; init; } = [];

    /// <summary>The broker that mirrors go to; null: none.</summary>
    public MqttLinkOptions? MirrorBroker { get; init; }

    /// <summary>What is mirrored there.</summary>
    public MirrorOptions Mirrors { get; init; } = new();

    /// <summary>How results are derived.</summary>
    public DerivationOptions Derivation { get; init; } = new();
}
