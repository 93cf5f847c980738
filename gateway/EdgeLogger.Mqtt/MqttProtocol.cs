namespace EdgeLogger.Mqtt;

/// <summary>A version of MQTT. The value is the protocol level that CONNECT bears.</summary>
public enum MqttProtocol : byte
{
    /// <summary>
    /// MQTT 3.1.1, which boards speak. It knows no receive maximum, no packet size and no reasons: a broker answers a publish that is not
    /// allowed as if it had taken it, or closes the connection.
    /// </summary>
    V311 = 4,

    /// <summary>MQTT 5, which the gateway speaks: its back-pressure is the receive maximum.</summary>
    V5 = 5,
}
