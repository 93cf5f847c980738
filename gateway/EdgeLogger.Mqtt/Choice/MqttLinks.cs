using System;
using EdgeLogger.Mqtt.Managed;
using EdgeLogger.Mqtt.MqttNet;

namespace EdgeLogger.Mqtt.Choice;

/// <summary>The clients behind <see cref="IMqttLink"/>; neither link is connected yet.</summary>
public static class MqttLinks
{
    /// <summary>A link on MQTTnet, which the gateway uses.</summary>
    public static IMqttLink Create(MqttLinkOptions options, TimeProvider timeProvider) => new MqttNetLink(options, timeProvider);

    /// <summary>A link of the managed client, which virtual boards use: light enough for ten thousand in one process.</summary>
    public static IMqttLink CreateManaged(MqttLinkOptions options, TimeProvider timeProvider) => new ManagedMqttLink(options, timeProvider);
}
