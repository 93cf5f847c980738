using System;
using System.Collections.Generic;
using EdgeLogger.Mqtt.Managed;

namespace EdgeLogger.Mqtt;

/// <summary>The adapters behind <see cref="IMqttLink"/>: MQTTnet where the package feed serves it, and the managed client always.</summary>
public static class MqttLinks
{
    /// <summary>All adapters of this build, the one that <see cref="Create"/> uses first.</summary>
    public static IReadOnlyList<MqttLinkAdapter> Available { get; } =
    [
        new("MQTTnet", static (options, timeProvider) => new MqttNet.MqttNetLink(options, timeProvider)),
        new("managed", CreateManaged),
    ];

    /// <summary>A link of the first available adapter.</summary>
    public static IMqttLink Create(MqttLinkOptions options, TimeProvider timeProvider) => Available[0].Create(options, timeProvider);

    /// <summary>A link of the managed client, whatever else there is: light enough for ten thousand in one process.</summary>
    public static IMqttLink CreateManaged(MqttLinkOptions options, TimeProvider timeProvider) => new ManagedMqttLink(options, timeProvider);
}

/// <summary>One way to speak MQTT.</summary>
/// <param name="Name">For logs and test names.</param>
/// <param name="Create">Makes a link that is not yet connected.</param>
public sealed record MqttLinkAdapter(string Name, Func<MqttLinkOptions, TimeProvider, IMqttLink> Create);
