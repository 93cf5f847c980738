using System;

namespace EdgeLogger.Mqtt;

/// <summary>The message a broker publishes when a client vanishes without a farewell. Sent at QoS 1.</summary>
public sealed record MqttWill(string Topic, ReadOnlyMemory<byte> Payload, bool Retain);
