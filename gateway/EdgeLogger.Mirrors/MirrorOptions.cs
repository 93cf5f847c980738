using System;

namespace EdgeLogger.Mirrors;

/// <summary>What is mirrored to MQTT, and under which names. Everything is off unless said.</summary>
public sealed record MirrorOptions
{
    /// <summary>Retained JSON with the latest state of each cell.</summary>
    public bool Json { get; init; }

    /// <summary>Discovery documents for Home Assistant; they point at the JSON, which is then on too.</summary>
    public bool HomeAssistant { get; init; }

    /// <summary>A Sparkplug B edge node with a device for each cell.</summary>
    public bool Sparkplug { get; init; }

    /// <summary>First part of the JSON topics. Default: edgelogger.</summary>
    public string Prefix { get; init; } = "edgelogger";

    /// <summary>First part of the discovery topics, as Home Assistant is set. Default: homeassistant.</summary>
    public string DiscoveryPrefix { get; init; } = "homeassistant";

    /// <summary>Sparkplug's group. Default: EdgeLogger.</summary>
    public string Group { get; init; } = "EdgeLogger";

    /// <summary>Sparkplug's edge node. Default: gateway.</summary>
    public string Node { get; init; } = "gateway";

    /// <summary>How often cells are looked at. Default 5 s.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(5);
}
