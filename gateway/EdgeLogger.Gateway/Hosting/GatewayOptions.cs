using System.Collections.Generic;
using EdgeLogger.Derivation;
using EdgeLogger.Mirrors;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Sinks;
using EdgeLogger.Web;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>What a gateway is given at its start.</summary>
internal sealed record GatewayOptions
{
    /// <summary>Where it keeps everything: a folder that is there.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Someone else's broker; null: the built-in one.</summary>
    public MqttLinkOptions? ExternalBroker { get; init; }

    /// <summary>Which program the built-in broker is.</summary>
    public BrokerKind Broker { get; init; } = BrokerKind.MqttNet;

    /// <summary>Where the built-in broker listens.</summary>
    public BrokerListening Listening { get; init; } = new();

    /// <summary>Where the page is served; null: no page.</summary>
    public WebOptions? Web { get; init; }

    /// <summary>InfluxDB-speaking servers that results and samples go to; each its own sink.</summary>
    public IReadOnlyList<InfluxOptions> Influx { get; init; } = [];

    /// <summary>How much of the frame log is kept.</summary>
    public RetentionOptions Retention { get; init; } = new();

    /// <summary>Boards that may have streams and schemas; further ones are refused.</summary>
    public int MaxBoards { get; init; } = 20_000;

    /// <summary>The broker that mirrors go to; null: none.</summary>
    public MqttLinkOptions? MirrorBroker { get; init; }

    /// <summary>What is mirrored there.</summary>
    public MirrorOptions Mirrors { get; init; } = new();

    /// <summary>How results are derived.</summary>
    public DerivationOptions Derivation { get; init; } = new();
}
