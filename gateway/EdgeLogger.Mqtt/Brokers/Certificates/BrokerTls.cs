namespace EdgeLogger.Mqtt.Brokers.Certificates;

/// <summary>How the gateway's own broker listens with TLS, 1.2 and 1.3.</summary>
/// <param name="Address">Address to listen on.</param>
/// <param name="Port">TCP port; 0 picks a free one.</param>
/// <param name="Certificates">What it shows.</param>
public sealed record BrokerTls(string Address, int Port, BrokerCertificates Certificates);
