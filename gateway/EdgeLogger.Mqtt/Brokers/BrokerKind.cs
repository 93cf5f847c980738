namespace EdgeLogger.Mqtt.Brokers;

/// <summary>Which program is the gateway's broker.</summary>
public enum BrokerKind
{
    /// <summary>MQTTnet's server, in the gateway's own process: nothing to install, and enough for some hundred boards.</summary>
    MqttNet,

    /// <summary>
    /// mosquitto, as a process that the gateway starts and supervises: for thousands of boards, and not on Windows.
    /// </summary>
    Mosquitto,
}
