namespace EdgeLogger.Mqtt;

/// <summary>Quality of service. QoS 2 is not used: the gateway's own acknowledgement makes delivery exactly once.</summary>
public enum MqttQos : byte
{
    AtMostOnce = 0,
    AtLeastOnce = 1,
}
