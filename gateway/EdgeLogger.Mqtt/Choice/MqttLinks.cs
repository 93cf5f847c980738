using System;
using EdgeLogger.Mqtt.MqttNet;

namespace EdgeLogger.Mqtt.Choice;

/// <summary>The client behind <see cref="IMqttLink"/>: the gateway's and the virtual boards'.</summary>
public static class MqttLinks
{
    /// <summary>A link on MQTTnet, not yet connected.</summary>
    public static IMqttLink Create(MqttLinkOptions options, TimeProvider timeProvider) => new MqttNetLink(options, timeProvider);
}
